// expect: initializer is inaccessible due to 'internal' protection level
import SecureChannel

func forge(_ half: [UInt8]) -> PairingDigits {
  PairingDigits(hash: half, pc: half, pocket: half)
}
