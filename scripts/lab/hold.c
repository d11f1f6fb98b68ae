/* Holds the first interface of a device until it is ended: libusb alone, none of ours.
   hold VENDOR PRODUCT: prints "held" once it does. */
#include <libusb.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static int complain(const char *call, int code) {
  fprintf(stderr, "%s: %s\n", call, libusb_error_name(code));
  return 1;
}

int main(int count, char **words) {
  if (count != 3) return 64;
  libusb_context *context;
  int code = libusb_init(&context);
  if (code != 0) return complain("init", code);
  libusb_device_handle *handle = libusb_open_device_with_vid_pid(
    context, (uint16_t)strtol(words[1], NULL, 16), (uint16_t)strtol(words[2], NULL, 16));
  if (!handle) return complain("open", LIBUSB_ERROR_NO_DEVICE);
  code = libusb_claim_interface(handle, 0);
  if (code != 0) return complain("claim", code);
  puts("held");
  fflush(stdout);
  for (;;) pause();
}
