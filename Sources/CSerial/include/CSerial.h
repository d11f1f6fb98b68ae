#ifndef POCKET_SYNC_CSERIAL_H
#define POCKET_SYNC_CSERIAL_H

#include <stdint.h>

/* What Swift cannot call: variadic ioctl and fcntl, and macros. All return 0, or errno as a positive number. */

/* Opens a terminal for one user: no controlling terminal, close-on-exec, flock and TIOCEXCL.
   EWOULDBLOCK or EBUSY: another program has it. ENOTTY: it is no terminal. */
int pocket_serial_open(const char *path, int *file);

/* Raw, 8N1, CLOCAL, no HUPCL, no flow control, the given speed; then drops what was in both queues. */
int pocket_serial_configure(int file, uint32_t baud);

/* 1 when the rate has a setting of the system. */
int pocket_serial_knows_baud(uint32_t baud);

/* Asks the driver for short latency; drivers that cannot refuse, which does no harm. */
int pocket_serial_low_latency(int file);

/* Bytes that the driver has not sent; 0 when it does not say. */
int pocket_serial_backlog(int file);

/* A new pseudo-terminal, unlocked; slave receives the path of the other end. raw: both ways without echo. */
int pocket_pty_open(int *master, char *slave, uint32_t slave_size, int raw);

#endif
