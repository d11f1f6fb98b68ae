import Records

extension WireShape {
  /// Everything that may come from the PC.
  static let toPocket = WireShape(
    name: "ToPocket",
    fields: [
      1: .message(hello), 2: .message(welcome), 3: .message(merged), 4: .message(downBatch),
      5: .message(downEnd), 6: .message(farewell), 7: .message(refusal), 8: .message(probe),
    ])

  /// Everything that may come from a pocket.
  static let toPC = WireShape(
    name: "ToPC",
    fields: [
      1: .message(introduction), 2: .message(upBatch), 3: .message(upEnd),
      4: .message(downApplied), 5: .message(farewell), 6: .message(refusal),
      7: .message(lostBatch), 8: .message(probed),
    ])

  private static let hello = WireShape(
    name: "Hello",
    fields: [5: .bytes(.farmNameBytes), 6: .bytes(.programBytes)])

  private static let welcome = WireShape(
    name: "Welcome",
    fields: [4: .message(stamp), 8: .message(schema), 9: .messages(stamp, .commits)])

  private static let merged = WireShape(
    name: "Merged", fields: [2: .message(stamp), 6: .messages(stamp, .commits)])

  private static let downBatch = WireShape(
    name: "DownBatch",
    fields: [
      2: .bytes(.batchRows, unit: RowID.byteCount), 3: .numbers(.batchRows), 4: .bytes(.batchRows),
      5: .messages(cells, .columns), 6: .message(cursor),
    ])

  private static let downEnd = WireShape(name: "DownEnd", fields: [1: .message(cursor)])

  private static let introduction = WireShape(
    name: "Introduction",
    fields: [
      4: .bytes(.labelBytes), 5: .bytes(.programBytes), 9: .messages(dot, .recentDots),
      11: .messages(stamp, .commits), 12: .message(cursor),
    ])

  private static let lostBatch = WireShape(
    name: "LostBatch",
    fields: [
      2: .bytes(.batchRows, unit: RowID.byteCount), 3: .numbers(.batchRows), 4: .words(.batchRows),
      5: .bytes(.batchRows), 6: .messages(cells, .columns),
    ])

  private static let upBatch = WireShape(
    name: "UpBatch", fields: [3: .messages(tableChanges, .tables)])

  private static let tableChanges = WireShape(
    name: "TableChanges",
    fields: [
      2: .numbers(.batchRows), 3: .words(.batchRows), 4: .bytes(.batchRows),
      5: .bytes(.batchRows, unit: RowID.byteCount), 6: .numbers(.batchRows),
      7: .messages(columnChanges, .columns), 8: .bytes(.nameBytes), 9: .numbers(.batchRows),
      10: .words(.batchRows),
    ])

  private static let columnChanges = WireShape(
    name: "ColumnChanges",
    fields: [2: .message(cells), 3: .message(cells), 4: .bytes(.nameBytes)])

  private static let cells = WireShape(
    name: "Cells",
    fields: [
      1: .bytes(.batchRows), 2: .numbers(.batchRows), 3: .words(.batchRows),
      4: .numbers(.batchRows), 5: .rest,
    ])

  private static let schema = WireShape(name: "Schema", fields: [1: .messages(table, .tables)])

  private static let table = WireShape(
    name: "Table",
    fields: [
      1: .bytes(.nameBytes), 4: .messages(column, .columns), 5: .numbers(.columns),
      6: .messages(group, .columns),
    ])

  private static let group = WireShape(name: "Group", fields: [1: .numbers(.columns)])

  private static let column = WireShape(
    name: "Column",
    fields: [1: .bytes(.nameBytes), 2: .bytes(.typeBytes), 4: .bytes(.nameBytes)])

  private static let probe = WireShape(name: "Probe", fields: [2: .bytes(.probeBytes)])
  private static let probed = WireShape(name: "Probed", fields: [2: .bytes(.probeBytes)])
  private static let upEnd = WireShape(name: "UpEnd", fields: [:])
  private static let downApplied = WireShape(name: "DownApplied", fields: [1: .message(cursor)])
  private static let farewell = WireShape(name: "Farewell", fields: [1: .bytes(.noteBytes)])
  private static let refusal = WireShape(name: "Refusal", fields: [2: .bytes(.detailBytes)])
  private static let stamp = WireShape(name: "Stamp", fields: [:])
  private static let dot = WireShape(name: "DotCheck", fields: [:])
  private static let cursor = WireShape(name: "Cursor", fields: [:])
}
