import Glibc

extension Media {
  /// Waits until something is mounted or unmounted, at most so long: new devices show by then.
  package static func awaitChange(milliseconds: Int32) {
    let file = open("/proc/self/mountinfo", O_RDONLY | O_CLOEXEC)
    defer { if file >= 0 { close(file) } }
    // The kernel tells of a changed table as of an exceptional state; -1 is only a pause.
    var watched = pollfd(fd: file, events: Int16(POLLPRI), revents: 0)
    _ = poll(&watched, 1, milliseconds)
  }
}
