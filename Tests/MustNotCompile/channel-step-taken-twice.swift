// expect: 'handshake' consumed more than once
import SecureChannel

func beginTwice(_ handshake: consuming PCHandshake) throws {
  var message: [UInt8] = []
  _ = try handshake.begin(&message)
  _ = try handshake.begin(&message)
}
