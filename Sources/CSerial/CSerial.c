#define _GNU_SOURCE
#include "CSerial.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/serial.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

static const struct { uint32_t baud; speed_t speed; } speeds[] = {
  {1200, B1200}, {2400, B2400}, {4800, B4800}, {9600, B9600}, {19200, B19200},
  {38400, B38400}, {57600, B57600}, {115200, B115200}, {230400, B230400},
  {460800, B460800}, {500000, B500000}, {576000, B576000}, {921600, B921600},
  {1000000, B1000000}, {1152000, B1152000}, {1500000, B1500000}, {2000000, B2000000},
  {2500000, B2500000}, {3000000, B3000000}, {3500000, B3500000}, {4000000, B4000000},
};

static int find_speed(uint32_t baud, speed_t *speed) {
  for (size_t i = 0; i < sizeof speeds / sizeof *speeds; i++) {
    if (speeds[i].baud == baud) {
      *speed = speeds[i].speed;
      return 1;
    }
  }
  return 0;
}

int pocket_serial_knows_baud(uint32_t baud) {
  speed_t speed;
  return find_speed(baud, &speed);
}

static int fail(int file) {
  int error = errno;
  close(file);
  return error;
}

int pocket_serial_open(const char *path, int *file) {
  int opened = open(path, O_RDWR | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  if (opened < 0) return errno;
  if (!isatty(opened)) {
    errno = ENOTTY;
    return fail(opened);
  }
  /* TIOCEXCL alone races: it does not fail for the second opener. */
  if (flock(opened, LOCK_EX | LOCK_NB) != 0) return fail(opened);
  if (ioctl(opened, TIOCEXCL) != 0) return fail(opened);
  *file = opened;
  return 0;
}

int pocket_serial_configure(int file, uint32_t baud) {
  speed_t speed;
  struct termios settings;
  if (!find_speed(baud, &speed)) return EINVAL;
  if (tcgetattr(file, &settings) != 0) return errno;
  cfmakeraw(&settings);
  settings.c_cflag |= CLOCAL | CREAD | CS8;
  settings.c_cflag &= ~(tcflag_t)(HUPCL | CRTSCTS | CSTOPB | PARENB);
  settings.c_iflag &= ~(tcflag_t)(IXON | IXOFF | IXANY);
  /* Non-blocking reads tell "nothing now" (EAGAIN) from "hung up" (0) only so. */
  settings.c_cc[VMIN] = 1;
  settings.c_cc[VTIME] = 0;
  if (cfsetspeed(&settings, speed) != 0) return errno;
  if (tcsetattr(file, TCSANOW, &settings) != 0) return errno;
  if (tcflush(file, TCIOFLUSH) != 0) return errno;
  return 0;
}

int pocket_serial_low_latency(int file) {
  struct serial_struct serial;
  memset(&serial, 0, sizeof serial);
  if (ioctl(file, TIOCGSERIAL, &serial) != 0) return errno;
  serial.flags |= ASYNC_LOW_LATENCY;
  return ioctl(file, TIOCSSERIAL, &serial) == 0 ? 0 : errno;
}

int pocket_serial_backlog(int file) {
  int bytes = 0;
  return ioctl(file, TIOCOUTQ, &bytes) == 0 && bytes > 0 ? bytes : 0;
}

int pocket_pty_open(int *master, char *slave, uint32_t slave_size, int raw) {
  int opened = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
  if (opened < 0) return errno;
  if (grantpt(opened) != 0 || unlockpt(opened) != 0) return fail(opened);
  int error = ptsname_r(opened, slave, slave_size);
  if (error != 0) {
    close(opened);
    return error;
  }
  if (raw) {
    /* Settings made at the master are those of the slave. */
    struct termios settings;
    if (tcgetattr(opened, &settings) != 0) return fail(opened);
    cfmakeraw(&settings);
    if (tcsetattr(opened, TCSANOW, &settings) != 0) return fail(opened);
  }
  *master = opened;
  return 0;
}
