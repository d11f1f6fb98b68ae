#define _GNU_SOURCE
#include "CFunctionFS.h"

#include <errno.h>
#include <linux/aio_abi.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

int pocket_endpoint_packet_bytes(int file, uint32_t *bytes) {
  struct usb_endpoint_descriptor descriptor;
  if (ioctl(file, FUNCTIONFS_ENDPOINT_DESC, &descriptor) < 0) return errno;
  *bytes = descriptor.wMaxPacketSize & 0x7ff;
  return 0;
}

int pocket_transfers_open(uint32_t slots, uint64_t *context) {
  aio_context_t opened = 0;
  if (syscall(SYS_io_setup, slots, &opened) != 0) return errno;
  *context = opened;
  return 0;
}

int pocket_transfers_submit(
  uint64_t context, int file, int event, uint32_t slot, int writes, void *bytes, uint64_t size) {
  struct iocb transfer, *transfers[] = {&transfer};
  memset(&transfer, 0, sizeof transfer);
  transfer.aio_data = slot;
  transfer.aio_lio_opcode = writes ? IOCB_CMD_PWRITE : IOCB_CMD_PREAD;
  transfer.aio_fildes = (uint32_t)file;
  transfer.aio_buf = (uint64_t)(uintptr_t)bytes;
  transfer.aio_nbytes = size;
  transfer.aio_flags = IOCB_FLAG_RESFD;
  transfer.aio_resfd = (uint32_t)event;
  return syscall(SYS_io_submit, context, 1L, transfers) == 1 ? 0 : errno;
}

int pocket_transfers_take(uint64_t context, uint32_t *slot, int64_t *result) {
  struct io_event event;
  struct timespec none = {0, 0};
  long count = syscall(SYS_io_getevents, context, 0L, 1L, &event, &none);
  if (count == 0) return EAGAIN;
  if (count < 0) return errno;
  *slot = (uint32_t)event.data;
  *result = event.res;
  return 0;
}

void pocket_transfers_close(uint64_t context) { syscall(SYS_io_destroy, context); }

int pocket_eventfd(int *file) {
  int opened = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  if (opened < 0) return errno;
  *file = opened;
  return 0;
}
