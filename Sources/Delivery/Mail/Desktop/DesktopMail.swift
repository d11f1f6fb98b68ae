import Foundation

/// The mail program of the person's desktop: it opens with the letter, and the person sends it.
package struct DesktopMail: Sendable {
  private static let programName = "xdg-email"
  /// A program that is still open after that did not fail; it may stay open all day.
  private static let startMilliseconds = 5000

  private let environment: [String: String]

  /// As the environment of this program tells.
  package init(environment: [String: String] = ProcessInfo.processInfo.environment) {
    self.environment = environment
  }

  /// True where a window was opened; false without a desktop, a mail program, or its consent.
  package func open(
    _ mail: HelpdeskMail, to helpdesk: MailAddress, attaching files: [String]
  ) -> Bool {
    guard let program else { return false }
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.environment = environment
    process.arguments =
      [
        "--utf8", "--subject", LetterText.oneLine(mail.words.subject), "--body",
        mail.body.joined(separator: "\n"),
      ] + files.flatMap { ["--attach", URL(filePath: $0).path] } + [helpdesk.text]
    for output in [\Process.standardInput, \.standardOutput, \.standardError] {
      process[keyPath: output] = FileHandle.nullDevice
    }
    let ended = DispatchSemaphore(value: 0)
    process.terminationHandler = { _ in ended.signal() }
    guard (try? process.run()) != nil else { return false }
    let isOver = ended.wait(timeout: .now() + .milliseconds(Self.startMilliseconds)) == .success
    return !isOver || process.terminationStatus == 0
  }

  /// The desktop's own way to its mail program; nil where there is no screen to show it on.
  private var program: String? {
    guard ["DISPLAY", "WAYLAND_DISPLAY"].contains(where: { environment[$0]?.isEmpty == false })
    else { return nil }
    return (environment["PATH"] ?? "").split(separator: ":")
      .map { "\($0)/\(Self.programName)" }
      .first { $0.hasPrefix("/") && access($0, X_OK) == 0 }
  }
}
