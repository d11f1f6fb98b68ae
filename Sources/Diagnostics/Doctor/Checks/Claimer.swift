/// Programs that take devices for theirs by themselves.
enum Claimer: String, CaseIterable {
  case modemManager = "ModemManager"
  case gpsd = "gpsd"
  case brltty = "brltty"
  case gvfsMTP = "gvfs-mtp-volume-monitor"
  case gvfsPhoto = "gvfs-gphoto2-volume-monitor"

  /// The kernel keeps the first 15 characters of a program's name.
  private static let nameCharacters = 15

  init?(program: String) {
    guard !program.isEmpty, let found = Self.allCases.first(where: { $0.comm == program }) else {
      return nil
    }
    self = found
  }

  /// As the kernel has it.
  var comm: String { String(rawValue.prefix(Self.nameCharacters)) }

  /// True where udev's facts about the device do not keep it away.
  func wants(_ port: DockedPort) -> Bool {
    let facts = port.properties
    switch self {
    case .modemManager:
      // It asks ttys and modems' network faces; a tty is what a pocket shares with a modem.
      return port.baud != nil && facts["ID_MM_PORT_IGNORE"] != "1"
        && facts["ID_MM_DEVICE_IGNORE"] != "1" && facts["ID_MM_TTY_BLACKLIST"] != "1"
    case .gpsd: return facts["SYSTEMD_WANTS"]?.contains("gpsdctl@") == true
    case .brltty: return facts["BRLTTY_BRAILLE_DRIVER"]?.isEmpty == false
    case .gvfsMTP: return facts["ID_MTP_DEVICE"] == "1" && facts["MTP_NO_PROBE"] != "1"
    case .gvfsPhoto: return facts["ID_GPHOTO2"] == "1"
    }
  }
}
