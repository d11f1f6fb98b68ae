/* Sends bytes to a bulk endpoint of a device and wants the same back: libusb alone, none of ours.
   bulk-loop VENDOR PRODUCT BYTES [SIZE]: in transfers of SIZE bytes, a short packet after each; the
   exit status is 0 where all came back. */
#include <libusb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { largest_bytes = 65536, timeout_milliseconds = 5000, interface_number = 0 };

static int complain(const char *call, int code) {
  fprintf(stderr, "%s: %s\n", call, libusb_error_name(code));
  return 1;
}

/* The first bulk endpoint of each direction, and the largest packet of what is sent. */
static int find_endpoints(
  libusb_device *device, unsigned char *in, unsigned char *out, int *packet_bytes) {
  struct libusb_config_descriptor *config;
  int code = libusb_get_config_descriptor(device, 0, &config);
  if (code != 0) return code;
  const struct libusb_interface_descriptor *face = config->interface[interface_number].altsetting;
  for (int i = 0; face->endpoint && i < face->bNumEndpoints; i++) {
    unsigned char address = face->endpoint[i].bEndpointAddress;
    if (address & LIBUSB_ENDPOINT_IN) *in = address; else *out = address;
    *packet_bytes = face->endpoint[i].wMaxPacketSize;
  }
  libusb_free_config_descriptor(config);
  return *in && *out ? 0 : LIBUSB_ERROR_NOT_FOUND;
}

static int send_all(
  libusb_device_handle *handle, unsigned char out, unsigned char *bytes, int size) {
  int length = 0;
  return libusb_bulk_transfer(handle, out, bytes, size, &length, timeout_milliseconds);
}

/* With short packets reads have room for more than what comes: nothing else ends them. */
static int loop(
  libusb_device_handle *handle, unsigned char in, unsigned char out, long bytes, int size,
  int is_short_due, int packet_bytes) {
  static unsigned char sent[largest_bytes], back[2 * largest_bytes];
  for (long done = 0; done < bytes; done += size) {
    for (int i = 0; i < size; i++) sent[i] = (unsigned char)(rand() >> 7);
    int length = 0, total = 0;
    int code = send_all(handle, out, sent, size);
    if (code == 0 && is_short_due && size % packet_bytes == 0)
      code = send_all(handle, out, sent, 0);
    if (code != 0) return complain("out", code);
    for (; total < size; total += length) {
      code = libusb_bulk_transfer(
        handle, in, back + total, is_short_due ? largest_bytes : size - total, &length,
        timeout_milliseconds);
      if (code != 0) return complain("in", code);
    }
    if (total != size || memcmp(sent, back, (size_t)size) != 0)
      return complain("compare", LIBUSB_ERROR_IO);
  }
  printf("%ld bytes came back\n", bytes);
  return 0;
}

int main(int count, char **words) {
  if (count != 4 && count != 5) return 64;
  int size = count == 5 ? atoi(words[4]) : 16384;
  if (size < 1 || size > largest_bytes) return 64;
  libusb_context *context;
  unsigned char in = 0, out = 0;
  int packet_bytes = 0;
  int code = libusb_init(&context);
  if (code != 0) return complain("init", code);
  libusb_device_handle *handle = libusb_open_device_with_vid_pid(
    context, (uint16_t)strtol(words[1], NULL, 16), (uint16_t)strtol(words[2], NULL, 16));
  if (!handle) return complain("open", LIBUSB_ERROR_NO_DEVICE);
  if ((code = find_endpoints(libusb_get_device(handle), &in, &out, &packet_bytes)) != 0)
    return complain("endpoints", code);
  if ((code = libusb_claim_interface(handle, interface_number)) != 0)
    return complain("claim", code);
  printf("in %02x, out %02x\n", in, out);
  int status = loop(
    handle, in, out, strtol(words[3], NULL, 10), size, count == 5, packet_bytes);
  libusb_close(handle);
  libusb_exit(context);
  return status;
}
