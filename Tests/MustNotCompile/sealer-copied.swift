// expect: 'sealer' is borrowed and cannot be consumed
import SecureChannel

func copy(_ sealer: borrowing Sealer) -> Sealer {
  sealer
}
