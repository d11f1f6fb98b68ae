import Link
import LinkChannel
import TestSupport
import Transport

/// A pocket that sends back every message until the host says goodbye.
func echoing(
  over transport: any Transport, _ form: LinkForm = .serial,
  configuration: LinkConfiguration = .init()
) -> Helper<MessageChannelError> {
  Helper {
    let channel = MessageChannel(
      over: transport, role: .pocket, form: form, configuration: configuration)
    do throws(MessageChannelError) {
      try channel.accept(timeoutMilliseconds: 10_000)
      while true {
        guard let message = try channel.receive(timeoutMilliseconds: 10_000) else { continue }
        try channel.send(message)
      }
    } catch {
      return error
    }
  }
}
