#ifndef POCKET_SYNC_CFUNCTIONFS_H
#define POCKET_SYNC_CFUNCTIONFS_H

#include <linux/usb/functionfs.h>
#include <stdint.h>

/* What Swift cannot call: ioctl, syscall, and Linux's asynchronous I/O, which no C library wraps.
   All return 0, or errno as a positive number. */

/* The largest packet of the endpoint whose open file this is, at the speed of its connection. */
int pocket_endpoint_packet_bytes(int file, uint32_t *bytes);

/* A context in which so many transfers may be under way at once. */
int pocket_transfers_open(uint32_t slots, uint64_t *context);

/* Begins a transfer; `event`, an eventfd, is raised when it has ended. The buffer stays the kernel's
   until then. */
int pocket_transfers_submit(
  uint64_t context, int file, int event, uint32_t slot, int writes, void *bytes, uint64_t size);

/* A transfer that has ended: its slot, and how many bytes, or errno as a negative number.
   EAGAIN where none has. */
int pocket_transfers_take(uint64_t context, uint32_t *slot, int64_t *result);

/* Cancels what is under way and waits for it; afterwards no buffer is the kernel's. */
void pocket_transfers_close(uint64_t context);

/* A counter to wait for, non-blocking. */
int pocket_eventfd(int *file);

#endif
