import Merge
import Records

/// Holds the policy of one column group against the columns that it is for.
struct PolicyCheck {
  let entry: ProfileTable
  let group: ColumnGroup
  /// Every column of the table that travels.
  let columns: [SyncColumn]
  /// Indices of the group's columns, in the profile's order.
  let indices: [Int]

  private var policy: ConflictPolicy { group.policy ?? entry.policy ?? .pc }

  /// The group as the merge uses it; nil where its policy cannot decide about its columns.
  var planned: TablePlan.Group? {
    guard findings.isEmpty, !indices.isEmpty else { return nil }
    let table = entry.policy ?? .pc
    return TablePlan.Group(
      columns: indices.sorted(), policy: policy, states: group.states ?? [],
      separator: group.separator ?? TablePlan.Group.defaultSeparator,
      otherwise: table.isOneSided ? table : .pc)
  }

  /// What a person must correct.
  var findings: [ProfileFinding] {
    switch policy {
    case .pc, .pocket, .keepBoth: []
    case .sum:
      misfits { ["INTEGER", "REAL", "NUMERIC"].contains($0.affinity) || $0.declaredType.isEmpty }
    case .union: single + misfits { ["TEXT", "BLOB"].contains($0.affinity) } + separator
    case .forwardOnly: single + misfits { $0.affinity != "REAL" } + states
    }
  }

  /// What is wrong with the policy of the table itself.
  static func findings(of entry: ProfileTable) -> [ProfileFinding] {
    var findings: [ProfileFinding] = []
    let policies = (entry.groups ?? []).compactMap(\.policy) + [entry.policy ?? .pc]
    if policies.contains(.keepBoth), entry.identity == .natural {
      findings.append(.keepBothNeedsFreshKeys(entry.name))
    }
    switch entry.policy ?? .pc {
    case .pc, .pocket, .keepBoth: break
    case .sum, .union, .forwardOnly:
      findings.append(.policyNeedsGroup(table: entry.name, policy: entry.policy ?? .pc))
    }
    return findings
  }

  private var single: [ProfileFinding] {
    indices.count > 1 ? [.policyNeedsOneColumn(table: entry.name, policy: policy)] : []
  }

  private func misfits(_ fits: (SyncColumn) -> Bool) -> [ProfileFinding] {
    indices.map { columns[$0] }.filter { $0.reference != nil || !fits($0) }.map {
      .policyDoesNotFit(table: entry.name, column: $0.name, policy: policy)
    }
  }

  private var separator: [ProfileFinding] {
    group.separator == "" ? [.separatorMissing(table: entry.name, column: named)] : []
  }

  private var states: [ProfileFinding] {
    let states = group.states ?? []
    let isOrder = states.count > 1 && Set(states).count == states.count
    return isOrder ? [] : [.statesMissing(table: entry.name, column: named)]
  }

  private var named: String { group.columns.first ?? "" }
}
