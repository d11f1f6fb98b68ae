/* A USB device whose descriptors lie, behind the kernel's USB/IP host controller (vhci_hcd).
   FunctionFS checks what a gadget says, so no gadget can say this.
   hostile LIE PORT: plugged into that port of the controller until the program ends. */
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define TOTAL(bytes) (uint8_t)((bytes) & 0xff), (uint8_t)((bytes) >> 8)
#define CONFIG(total, interfaces) 9, 2, TOTAL(total), interfaces, 1, 0, 0x80, 50
#define FACE(endpoints) 9, 4, 0, 0, endpoints, 0xff, 0x50, 0x01, 0
#define BULK(address, packet) 7, 5, address, 2, TOTAL(packet), 0

struct lie {
  const char *name;
  uint8_t config[64];
  uint16_t size;
};

static const struct lie lies[] = {
  {"honest", {CONFIG(32, 1), FACE(2), BULK(0x01, 512), BULK(0x82, 512)}, 32},
  /* libusb 1.0.26 stops at the long descriptor: two endpoints in a list that is NULL. */
  {"no-list", {CONFIG(23, 1), FACE(2), 200, 0x24, 1, 2, 3}, 23},
  {"no-endpoints", {CONFIG(18, 1), FACE(2)}, 18},
  {"no-in", {CONFIG(32, 1), FACE(2), BULK(0x01, 512), BULK(0x02, 512)}, 32},
  {"no-packet", {CONFIG(32, 1), FACE(2), BULK(0x01, 0), BULK(0x82, 0)}, 32},
  {"odd-packet", {CONFIG(32, 1), FACE(2), BULK(0x01, 0x7ff), BULK(0x82, 0x7ff)}, 32},
  {"too-many", {CONFIG(32, 1), FACE(255), BULK(0x01, 512), BULK(0x82, 512)}, 32},
  {"too-long", {CONFIG(4096, 9), FACE(2), BULK(0x01, 512), BULK(0x82, 512)}, 32},
  {"length-zero", {CONFIG(32, 1), FACE(2), 0, 5, 0x01, 2, 0, 2, 0, BULK(0x82, 512)}, 32},
};
enum { lie_count = sizeof lies / sizeof *lies };

static const uint8_t device[] = {
  18, 1, 0x00, 0x02, 0, 0, 0, 64, 0x6b, 0x1d, 0x04, 0x01, 0x00, 0x01, 0, 1, 2, 1,
};
static const uint8_t languages[] = {4, 3, 0x09, 0x04};
static const uint8_t product[] = {14, 3, 'P', 0, 'o', 0, 'c', 0, 'k', 0, 'e', 0, 't', 0};
static const uint8_t serial[] = {12, 3, 'L', 0, 'I', 0, 'A', 0, 'R', 0, '1', 0};

/* USB/IP's header of a message about one transfer: twelve numbers, most significant byte first. */
enum {
  number_count = 12, header_bytes = 4 * number_count,
  command_submit = 1, command_unlink = 2, reply_submit = 3, reply_unlink = 4,
  at_command = 0, at_sequence = 1, at_direction = 3, at_endpoint = 4, at_status = 5, at_length = 6,
  at_setup = 10, direction_in = 1,
  stalled = -32, taken_back = -104, high_speed = 3, device_id = 0x10002, largest_bytes = 65536,
};

static uint32_t number(const uint8_t *header, int place) {
  const uint8_t *bytes = header + 4 * place;
  return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

static void set_number(uint8_t *header, int place, uint32_t value) {
  for (int i = 0; i < 4; i++) header[4 * place + i] = (uint8_t)(value >> (24 - 8 * i));
}

static int read_all(int line, uint8_t *bytes, size_t size) {
  return size == 0 || recv(line, bytes, size, MSG_WAITALL) == (ssize_t)size;
}

static int reply(
  int line, const uint8_t *to, uint32_t command, int status, const uint8_t *bytes, uint32_t size) {
  uint8_t header[header_bytes] = {0};
  set_number(header, at_command, command);
  set_number(header, at_sequence, number(to, at_sequence));
  set_number(header, at_status, (uint32_t)status);
  set_number(header, at_length, size);
  if (send(line, header, sizeof header, MSG_NOSIGNAL) != (ssize_t)sizeof header) return 0;
  return !bytes || size == 0 || send(line, bytes, size, MSG_NOSIGNAL) == (ssize_t)size;
}

/* What the device answers to a request for a descriptor; NULL where it knows none. */
static const uint8_t *described(const struct lie *lie, const uint8_t *setup, uint32_t *size) {
  static const struct { const uint8_t *bytes; uint32_t size; } strings[] = {
    {languages, sizeof languages}, {product, sizeof product}, {serial, sizeof serial},
  };
  if (setup[0] != 0x80 || setup[1] != 6) return NULL;
  switch (setup[3]) {
    case 1: *size = sizeof device; return device;
    case 2: *size = lie->size; return setup[2] == 0 ? lie->config : NULL;
    case 3:
      if (setup[2] > 2) return NULL;
      *size = strings[setup[2]].size;
      return strings[setup[2]].bytes;
    default: return NULL;
  }
}

static int control(int line, const struct lie *lie, const uint8_t *header, uint32_t wanted) {
  const uint8_t *setup = header + 4 * at_setup;
  uint32_t size = 0;
  const uint8_t *bytes = described(lie, setup, &size);
  if (bytes) return reply(line, header, reply_submit, 0, bytes, size < wanted ? size : wanted);
  int is_choice = setup[0] < 2 && (setup[1] == 9 || setup[1] == 11);
  return reply(line, header, reply_submit, is_choice ? 0 : stalled, NULL, 0);
}

static void serve(int line, const struct lie *lie) {
  static uint8_t ignored[largest_bytes];
  uint8_t header[header_bytes];
  while (read_all(line, header, sizeof header)) {
    if (number(header, at_command) == command_unlink) {
      if (!reply(line, header, reply_unlink, taken_back, NULL, 0)) return;
      continue;
    }
    uint32_t wanted = number(header, at_length);
    if (number(header, at_direction) != direction_in) {
      if (wanted > sizeof ignored || !read_all(line, ignored, wanted)) return;
    }
    /* Its endpoints never move a byte. */
    if (number(header, at_endpoint) == 0 && !control(line, lie, header, wanted)) return;
  }
}

int main(int count, char **words) {
  if (count != 3) return 64;
  const struct lie *lie = lies;
  while (lie < lies + lie_count && strcmp(lie->name, words[1]) != 0) lie++;
  if (lie == lies + lie_count) return 64;
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0) return 71;
  FILE *attach = fopen("/sys/devices/platform/vhci_hcd.0/attach", "w");
  if (!attach) return 69;
  fprintf(attach, "%s %d %d %d", words[2], ends[0], device_id, high_speed);
  if (fclose(attach) != 0) {
    perror("attach");
    return 69;
  }
  close(ends[0]);
  serve(ends[1], lie);
  return 0;
}
