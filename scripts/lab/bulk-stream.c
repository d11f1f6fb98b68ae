/* Streams bytes to a device that gives them back, both ways at once: what plain libusb can do.
   bulk-stream VENDOR PRODUCT BYTES: prints MB/s. */
#include <libusb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { queued = 8, transfer_bytes = 65536, interface_number = 0, patience_seconds = 20 };

/* One direction: what is still to be given to the bus, and what has passed. */
struct stream { long left, passed; int under_way, code; };

static struct stream out, in;
static unsigned char buffers[2][queued][transfer_bytes];

static int complain(const char *call, int code) {
  fprintf(stderr, "%s: %s\n", call, libusb_error_name(code));
  return 1;
}

static int submit(struct libusb_transfer *transfer) {
  struct stream *stream = transfer->user_data;
  if (stream == &out) {
    transfer->length = stream->left < transfer_bytes ? (int)stream->left : transfer_bytes;
    stream->left -= transfer->length;
  }
  int code = libusb_submit_transfer(transfer);
  if (code == 0) stream->under_way++; else stream->code = code;
  return code;
}

static void LIBUSB_CALL ended(struct libusb_transfer *transfer) {
  struct stream *stream = transfer->user_data;
  stream->under_way--;
  stream->passed += transfer->actual_length;
  if (transfer->status == LIBUSB_TRANSFER_CANCELLED) return;
  if (transfer->status != LIBUSB_TRANSFER_COMPLETED) stream->code = LIBUSB_ERROR_IO;
  else if (stream->left > 0) submit(transfer);
}

static double seconds(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* The first bulk endpoint of each direction: the controller may have given them other numbers. */
static int find_endpoints(libusb_device *device, unsigned char addresses[2]) {
  struct libusb_config_descriptor *config;
  int code = libusb_get_config_descriptor(device, 0, &config);
  if (code != 0) return code;
  const struct libusb_interface_descriptor *face = config->interface[interface_number].altsetting;
  for (int i = 0; face->endpoint && i < face->bNumEndpoints; i++) {
    unsigned char address = face->endpoint[i].bEndpointAddress;
    addresses[address & LIBUSB_ENDPOINT_IN ? 0 : 1] = address;
  }
  libusb_free_config_descriptor(config);
  return addresses[0] && addresses[1] ? 0 : LIBUSB_ERROR_NOT_FOUND;
}

static int run(
  libusb_context *context, libusb_device_handle *handle, const unsigned char addresses[2],
  long bytes) {
  struct libusb_transfer *transfers[2][queued];
  struct stream *streams[2] = {&in, &out};
  struct timeval wait = {1, 0};
  double began = seconds();
  /* Reads go on until all is back: how the device cuts it is its own affair. */
  in.left = out.left = bytes;
  for (int way = 0; way < 2; way++) {
    for (int i = 0; i < queued; i++) {
      transfers[way][i] = libusb_alloc_transfer(0);
      libusb_fill_bulk_transfer(
        transfers[way][i], handle, addresses[way], buffers[way][i], transfer_bytes, ended,
        streams[way], 0);
      if (way == 1) transfers[way][i]->flags = LIBUSB_TRANSFER_ADD_ZERO_PACKET;
      if (streams[way]->left > 0 && streams[way]->code == 0) submit(transfers[way][i]);
    }
  }
  while (in.passed < bytes && in.code == 0 && out.code == 0 && seconds() < began + patience_seconds)
    libusb_handle_events_timeout_completed(context, &wait, NULL);
  double took = seconds() - began;
  in.left = 0;
  for (int i = 0; i < queued; i++) libusb_cancel_transfer(transfers[0][i]);
  for (int i = 0; i < queued; i++) libusb_cancel_transfer(transfers[1][i]);
  while (in.under_way + out.under_way > 0)
    libusb_handle_events_timeout_completed(context, &wait, NULL);
  if (in.code != 0 || out.code != 0) return complain("transfer", in.code ? in.code : out.code);
  if (in.passed != bytes) return complain("bytes", LIBUSB_ERROR_TIMEOUT);
  printf("%.3f\n", (double)bytes / took / 1e6);
  return 0;
}

int main(int count, char **words) {
  if (count != 4) return 64;
  libusb_context *context;
  int code = libusb_init(&context);
  if (code != 0) return complain("init", code);
  libusb_device_handle *handle = libusb_open_device_with_vid_pid(
    context, (uint16_t)strtol(words[1], NULL, 16), (uint16_t)strtol(words[2], NULL, 16));
  if (!handle) return complain("open", LIBUSB_ERROR_NO_DEVICE);
  if ((code = libusb_claim_interface(handle, interface_number)) != 0)
    return complain("claim", code);
  memset(buffers, 0x5a, sizeof buffers);
  unsigned char addresses[2] = {0, 0};
  if ((code = find_endpoints(libusb_get_device(handle), addresses)) != 0)
    return complain("endpoints", code);
  int status = run(context, handle, addresses, strtol(words[3], NULL, 10));
  libusb_close(handle);
  libusb_exit(context);
  return status;
}
