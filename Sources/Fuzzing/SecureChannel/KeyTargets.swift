import Foundation
import SealedChannel
import SecureChannel

extension FuzzTarget {
  /// A printed key as a person types it.
  static let printedKey = FuzzTarget(
    "printed-key", maximumBytes: 128,
    seeds: { ["", " o1iL-"].map { Array((Cast.printedKey.text + $0).utf8) } },
    run: { input throws(BrokenPromise) in
      guard let key = PrintedKey(text: String(decoding: input, as: UTF8.self)) else { return }
      try promise(PrintedKey(text: key.text)?.text == key.text, "a key comes back as printed")
    })

  /// The file of an end's keys.
  static let storedKeys = FuzzTarget(
    "stored-keys",
    seeds: {
      let book = Cast.book(1, key: Cast.pcKey, identity: Cast.pc)
      return [Array(Keys(own: Cast.pocketKey, book: book).stored)]
    },
    run: { input throws(BrokenPromise) in
      guard let keys = Keys(stored: Data(input)) else { return }
      let again = Keys(stored: keys.stored)
      try promise(again?.book == keys.book, "the book comes back")
      try promise(again?.own.secret == keys.own.secret, "the key comes back")
    })
}
