import CFileSystem
import Glibc

/// Two files of one folder change their names, at once.
package enum FileExchange {
  /// False, with `errno`, where the file system cannot; then nothing has changed.
  package static func swap(_ one: String, _ other: String) -> Bool {
    pocket_rename_exchange(one, other) == 0
  }
}
