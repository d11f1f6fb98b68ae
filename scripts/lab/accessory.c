/* Makes a phone an accessory by Android's protocol: libusb alone, none of ours.
   accessory VENDOR PRODUCT: also wants what the protocol forbids refused; the exit status is 0
   where the phone then left the bus. */
#include <libusb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
  get_protocol = 51, send_string = 52, start = 53, string_count = 6,
  timeout_milliseconds = 5000, look_microseconds = 20000, looks = 250,
};
static const unsigned char to_host = 0xc0, to_device = 0x40;
static const char *strings[string_count] = {
  "Lab", "Judge", "Makes a phone an accessory", "1.0", "https://example.org", "7",
};

static int complain(const char *call, int code) {
  const char *reason = code < 0 ? libusb_error_name(code) : "not as the protocol says";
  fprintf(stderr, "%s: %s\n", call, reason);
  return 1;
}

static int request(
  libusb_device_handle *handle, unsigned char kind, unsigned char code, unsigned index,
  const char *bytes, size_t size) {
  return libusb_control_transfer(
    handle, kind, code, 0, (uint16_t)index, (unsigned char *)bytes, (uint16_t)size,
    timeout_milliseconds);
}

static int introduce(libusb_device_handle *handle) {
  for (unsigned i = 0; i < string_count; i++) {
    size_t size = strlen(strings[i]) + 1;
    int code = request(handle, to_device, send_string, i, strings[i], size);
    if (code != (int)size) return complain("string", code);
  }
  return 0;
}

static int switch_over(libusb_device_handle *handle) {
  char version[2] = {0, 0};
  int code = request(handle, to_host, get_protocol, 0, version, sizeof version);
  if (code != sizeof version || version[0] != 2 || version[1] != 0)
    return complain("protocol", code);
  code = request(handle, to_device, start, 0, NULL, 0);
  if (code != LIBUSB_ERROR_PIPE) return complain("a start without an introduction", code);
  code = request(handle, to_device, send_string, string_count, "no", 3);
  if (code != LIBUSB_ERROR_PIPE) return complain("a string too many", code);
  if (introduce(handle) != 0) return 1;
  code = request(handle, to_device, start, 0, NULL, 0);
  return code == 0 ? 0 : complain("start", code);
}

int main(int count, char **words) {
  if (count != 3) return 64;
  uint16_t vendor = (uint16_t)strtol(words[1], NULL, 16);
  uint16_t product = (uint16_t)strtol(words[2], NULL, 16);
  libusb_context *context;
  int code = libusb_init(&context);
  if (code != 0) return complain("init", code);
  libusb_device_handle *handle = libusb_open_device_with_vid_pid(context, vendor, product);
  if (!handle) return complain("open", LIBUSB_ERROR_NO_DEVICE);
  int status = switch_over(handle);
  libusb_close(handle);
  for (int i = 0; status == 0 && i < looks; i++) {
    handle = libusb_open_device_with_vid_pid(context, vendor, product);
    if (!handle) break;
    libusb_close(handle);
    usleep(look_microseconds);
    if (i + 1 == looks) status = complain("the phone's leaving", 0);
  }
  libusb_exit(context);
  return status;
}
