import Delivery
import Foundation
import SyncEngine

/// The settings of server and mail on this PC, beside the configuration: for its owner alone.
struct ChannelFile {
  private static let name = "channels.json"

  let path: String

  static var current: ChannelFile {
    let folder = (Configuration.path as NSString).deletingLastPathComponent
    return ChannelFile(path: folder + "/" + name)
  }

  /// Empty where there is no file; a file that others may read is refused, not read.
  func load() throws -> ChannelSettings {
    guard let bytes = try read() else { return ChannelSettings() }
    return try understood { () throws(SettingsFault) in try ChannelSettings(file: bytes) }
  }

  /// The server's account; told with what to do where it is not set up.
  func server() throws -> ServerAccount {
    guard let server = try load().server else { throw Stop(.channel(.noServer)) }
    return server
  }

  /// The mail account; told with what to do where it is not set up.
  func mail() throws -> MailAccount {
    guard let mail = try load().mail else { throw Stop(.channel(.noMail)) }
    return mail
  }

  /// Whole under its name or as it was before; what would not be read again is not written.
  func store(_ settings: ChannelSettings) throws {
    try understood { () throws(SettingsFault) in try settings.check() }
    let folder = (path as NSString).deletingLastPathComponent
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700])
    let temporary = path + ".tmp"
    unlink(temporary)
    do { try CopyKeyFile.create(temporary, Array(settings.file)) } catch let stop as Stop {
      guard case .keyStore(.systemFault(let path, let call, let errno)) = stop.problem else {
        throw stop
      }
      throw Stop(.channel(.systemFault(path: path, call: call, errno: errno)))
    }
    guard rename(temporary, path) == 0 else { throw fault("rename") }
  }

  private func read() throws -> Data? {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    if file < 0, errno == ENOENT { return nil }
    guard file >= 0 else { throw fault("open") }
    defer { close(file) }
    var facts = stat()
    guard fstat(file, &facts) == 0 else { throw fault("fstat") }
    guard facts.st_mode & 0o077 == 0 else {
      throw Stop(.channel(.exposed(path: path, mode: facts.st_mode & 0o777)))
    }
    guard facts.st_mode & S_IFMT == S_IFREG, facts.st_size <= ChannelSettings.bytesMaximum else {
      throw Stop(.channel(.notUnderstood(path: path)))
    }
    do { return try FileHandle(fileDescriptor: file).readToEnd() ?? Data() } catch {
      throw fault("read")
    }
  }

  private func understood<Value>(_ body: () throws(SettingsFault) -> Value) throws -> Value {
    do throws(SettingsFault) { return try body() } catch {
      throw Stop(.channel(error.problem(in: path)))
    }
  }

  private func fault(_ call: String) -> Stop {
    Stop(.channel(.systemFault(path: path, call: call, errno: errno)))
  }
}
