/// A whole disk, and how it is attached.
struct Disk: Hashable {
  /// The kernel's name: sdb, mmcblk0, sr0.
  let name: String
  let attachment: Attachment
}

/// What the way to a disk says about it.
enum Attachment {
  /// Fixed in the PC, as far as anybody can tell.
  case inside
  /// USB, FireWire, a card, optical, removable, or below a removable PCI port.
  case external
  /// Another computer serves it.
  case network
}

extension SystemView {
  /// How the disk at this place of sysfs is attached; nil for a virtual one, which is memory.
  func attachment(of place: String) -> Attachment? {
    if place.contains("/virtual/nvme-subsystem/") { return attachment(ofSubsystem: place) }
    if place.contains("/virtual/nvme-fabrics/") || place.hasPrefix("/sys/devices/rbd/")
      || place.hasPrefix("/sys/devices/virtual/block/nbd")
    {
      return .network
    }
    if place.hasPrefix("/sys/devices/virtual/") { return nil }
    let steps = waysUp(place)
    // An iSCSI disk may say that it is removable.
    if steps.contains(where: { exists($0 + "/iscsi_session") }) { return .network }
    if line(place + "/removable") == "1" { return .external }
    return steps.contains(where: isOutside) ? .external : .inside
  }

  /// An NVMe disk of several ways hangs below a virtual device; its controllers stand beside it.
  private func attachment(ofSubsystem place: String) -> Attachment? {
    guard let slash = place.lastIndex(of: "/") else { return nil }
    let folder = String(place[..<slash])
    let controllers = names(folder).filter { exists(folder + "/\($0)/transport") }
    let ways = controllers.compactMap { resolved(folder + "/" + $0).flatMap { attachment(of: $0) } }
    if ways.isEmpty || ways.contains(.network) { return ways.first { $0 == .network } }
    return ways.contains(.inside) ? .inside : .external
  }

  /// The place and everything above it.
  private func waysUp(_ place: String) -> [String] {
    var steps: [String] = []
    var path = place
    while path.hasPrefix("/sys/devices/") {
      steps.append(path)
      guard let slash = path.lastIndex(of: "/") else { break }
      path = String(path[..<slash])
    }
    return steps
  }

  private func isOutside(_ path: String) -> Bool {
    switch resolved(path + "/subsystem")?.split(separator: "/").last {
    case "usb", "firewire", "ieee1394", "pcmcia", "memstick": true
    case "mmc": line(path + "/type") == "SD"
    case "pci": line(path + "/removable") == "removable"
    default: false
    }
  }
}
