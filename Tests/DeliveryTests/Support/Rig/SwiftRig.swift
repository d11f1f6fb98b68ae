import Foundation

/// OpenStack Swift with its s3api, as four processes on loopback with one disk that is a folder.
final class SwiftRig: StoreRig {
  private static let builder = "/usr/bin/swift-ring-builder"
  static let isThere = ["proxy", "account", "container", "object"].allSatisfy {
    FileManager.default.isExecutableFile(atPath: "/usr/bin/swift-\($0)-server")
  }

  let name = "OpenStack Swift"
  let bucket = "farms"
  let owner = (keyID: "farms:owner", secret: "owner-secret")
  let endpoint: String
  private let folder: Scratch
  private let processes: [ServerProcess]

  init() throws {
    folder = try Scratch()
    let port = try freePort()
    endpoint = "http://127.0.0.1:\(port)"
    try FileManager.default.createDirectory(
      at: folder.url.appending(path: "disks/one"), withIntermediateDirectories: true)
    var ports = [port]
    for kind in ["account", "container", "object"] {
      let port = try freePort()
      ports.append(port)
      try Self.makeRing(kind, port: port, in: folder)
      try Self.write("\(kind).conf", Self.server(kind, port: port, in: folder), in: folder)
    }
    let proxy = Self.proxy.replacing("COMMON", with: Self.common(port, in: folder))
    try Self.write("proxy.conf", proxy, in: folder)
    processes = try ["account", "container", "object", "proxy"].map { [folder] kind in
      try ServerProcess(
        "/usr/bin/swift-\(kind)-server", ["\(kind).conf", "-v"], in: folder.url)
    }
    guard processes[3].waits(until: { ports.allSatisfy { canConnect(to: $0) } }) else {
      throw RigFailed(name: name, words: processes.map { $0.words() }.joined())
    }
  }

  private static func write(_ name: String, _ text: String, in folder: Scratch) throws {
    try Data(text.utf8).write(to: folder.url.appending(path: name))
  }

  private static func common(_ port: Int, in folder: Scratch) -> String {
    """
    bind_ip = 127.0.0.1
    bind_port = \(port)
    workers = 0
    user = \(NSUserName())
    swift_dir = \(folder.url.path)
    log_level = WARNING
    """
  }

  private static func server(_ kind: String, port: Int, in folder: Scratch) -> String {
    """
    [DEFAULT]
    \(common(port, in: folder))
    devices = \(folder.url.path)/disks
    mount_check = false
    [pipeline:main]
    pipeline = \(kind)-server
    [app:\(kind)-server]
    use = egg:swift#\(kind)
    """
  }

  private static func makeRing(_ kind: String, port: Int, in folder: Scratch) throws {
    let steps = [
      ["create", "3", "1", "1"], ["add", "r1z1-127.0.0.1:\(port)/one", "1"], ["rebalance"],
    ]
    for step in steps {
      let process = Process()
      process.executableURL = URL(filePath: builder)
      process.arguments = ["\(kind).builder"] + step
      process.currentDirectoryURL = folder.url
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      process.waitUntilExit()
    }
  }

  private static let proxy = """
    [DEFAULT]
    COMMON
    [pipeline:main]
    pipeline = catch_errors gatekeeper cache listing_formats s3api tempauth slo symlink \
    versioned_writes proxy-server
    [app:proxy-server]
    use = egg:swift#proxy
    allow_account_management = true
    account_autocreate = true
    [filter:tempauth]
    use = egg:swift#tempauth
    user_farms_owner = owner-secret .admin
    [filter:s3api]
    use = egg:swift#s3api
    location = us-east-1
    [filter:cache]
    use = egg:swift#memcache
    memcache_servers = 127.0.0.1:9
    [filter:catch_errors]
    use = egg:swift#catch_errors
    [filter:gatekeeper]
    use = egg:swift#gatekeeper
    [filter:listing_formats]
    use = egg:swift#listing_formats
    [filter:slo]
    use = egg:swift#slo
    [filter:symlink]
    use = egg:swift#symlink
    [filter:versioned_writes]
    use = egg:swift#versioned_writes
    allow_versioned_writes = true
    allow_object_versioning = true
    """
}
