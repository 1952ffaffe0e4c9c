import HubCore

/// What a measure that counts encounters says of them.
extension MeasureReader {
    /// `unit: encounter` with the encounters that are counted. What is asked of each of them says `this_encounter`.
    func encounters(_ reader: inout NodeReader, _ scope: inout MeasureScope) -> Events? {
        let counts = reader.word("unit", of: [("patient", false), ("encounter", true)]) ?? false
        let named = reader.optional("encounters")
        guard counts, let named else {
            if counts || named != nil {
                scope.fail(
                    "`unit: encounter` and `encounters` belong together", at: named?.origin ?? reader.node.origin,
                    id: "config.missing-key", fix: "Write, for example, `unit: encounter` and `encounters: visit`.")
            }
            return nil
        }
        let events = scope.events(named)
        if let events, events.filters.isEmpty || events.filters.contains(where: { $0.source != .encounter }) {
            scope.fail(
                "`encounters` must be a set of encounters", at: named.origin, id: "measure.type", fix: "Name a set with `from: encounter`.")
        }
        if let origin = scope.unused["this_encounter"] { scope.fail("`this_encounter` is the hub's own name", at: origin) }
        scope.meanings["this_encounter"] = .events(.thisEncounter)
        scope.names.events[.thisEncounter] = "this_encounter"
        return events
    }

    /// Data elements are counted by patients: what hangs on one encounter would never be there.
    static func refuseEncounter(_ among: Criterion?, _ events: Events?, at origin: Origin, _ scope: inout MeasureScope) {
        var walk = LeafWalk()
        if let among { walk.visit(among) }
        if let events { walk.visit(events) }
        guard walk.asksForEncounter else { return }
        scope.fail(
            "a required element cannot ask for `this_encounter`: it is counted by patients", at: origin, id: "measure.type",
            fix: "Ask for the events of the period.")
    }
}
