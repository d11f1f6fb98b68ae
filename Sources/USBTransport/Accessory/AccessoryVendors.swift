/// Makers of Android phones and handhelds, by the numbers that Android's documents list for them.
enum AccessoryVendors {
  // https://developer.android.com/studio/run/device#VendorIds, and the USB-IF's list for the
  // makers of handhelds for work: Honeywell, Zebra, Datalogic, Unitech.
  private static let known: Set<UInt16> = [
    0x0409,  // NEC
    0x0421,  // Nokia
    0x0482,  // Kyocera
    0x0489,  // Foxconn
    0x04C5,  // Fujitsu
    0x04DA,  // Panasonic
    0x04DD,  // Sharp
    0x04E8,  // Samsung
    0x0502,  // Acer
    0x0536,  // Honeywell (Hand Held Products)
    0x05C6,  // Qualcomm
    0x05E0,  // Zebra (Symbol)
    0x05F9,  // Datalogic (PSC)
    0x0930,  // Toshiba
    0x0B05,  // ASUS
    0x0BB4,  // HTC
    0x0C2E,  // Honeywell (Metrologic)
    0x0E8D,  // MediaTek
    0x0FCE,  // Sony
    0x1004,  // LG
    0x109B,  // Hisense
    0x10A9,  // Pantech
    0x12D1,  // Huawei
    0x17EF,  // Lenovo
    0x18D1,  // Google
    0x1949,  // Amazon
    0x19D2,  // ZTE
    0x1BBB,  // TCL, Alcatel
    0x22B8,  // Motorola
    0x22D9,  // OPPO, realme
    0x2717,  // Xiaomi
    0x2A45,  // Meizu
    0x2A70,  // OnePlus
    0x2AE5,  // Fairphone
    0x2D95,  // vivo
    0x2E04,  // HMD
  ]

  /// Whether a device of this maker may be asked for accessory mode without its name.
  static func include(_ vendor: UInt16) -> Bool { known.contains(vendor) }
}
