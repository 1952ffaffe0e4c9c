internal import HubCore

extension SyntheaTables {
    private func observation(
        _ visit: MadeUpVisit, _ encounter: String, _ person: MadeUpPatient, _ category: String, _ code: String, _ words: String,
        _ value: String, _ unit: String, minute: Int = 0, wrong plant: Plant? = nil, in field: String = ""
    ) throws(HubError) {
        let cells = [
            stamp(visit.day, visit.minute + minute), person.id, encounter, category, code, words, value, unit,
            code == "72166-2" ? "text" : "numeric",
        ]
        try row(.observations, cells, wrong: plant, in: field)
    }

    func writeObservations(of visit: MadeUpVisit, id: String, _ person: MadeUpPatient) throws(HubError) {
        for (at, pressure) in visit.pressures.enumerated() {
            try write(pressure, minute: at * 5, plant: at == 0 ? pressurePlant(visit, person) : nil, visit, id, person)
        }
        if visit.pulse > 0 {
            try observation(visit, id, person, "vital-signs", "8867-4", "Heart rate", "\(visit.pulse).0", "/min")
            if isQuiet(visit, person, 4), key.count(Plant.duplicate.id) < 3 {
                try observation(
                    visit, id, person, "vital-signs", "8867-4", "Heart rate", "\(visit.pulse).0", "/min", wrong: .duplicate)
            }
        }
        if visit.weight > 0 {
            try observation(visit, id, person, "vital-signs", "29463-7", "Body Weight", tenths(visit.weight), "kg")
            try observation(visit, id, person, "vital-signs", "8302-2", "Body Height", tenths(visit.height), "cm")
        }
        if let a1c = visit.a1c {
            let isWrong = population.hasErrors && visit.day <= population.quietEnd && key.count(Plant.a1cInOtherUnit.id) < 3
            // mmol/mol out of NGSP percent: (% − 2.152) / 0.09148.
            let value = isWrong ? "\(Int((Double(a1c) / 10 - 2.152) / 0.09148))" : tenths(a1c)
            try observation(
                visit, id, person, "laboratory", "4548-4", "Hemoglobin A1c/Hemoglobin.total in Blood", value, "%",
                wrong: isWrong ? .a1cInOtherUnit : nil, in: "VALUE")
        }
        if let ldl = visit.ldl {
            try observation(
                visit, id, person, "laboratory", "18262-6", "Low Density Lipoprotein Cholesterol", "\(ldl).0", "mg/dL")
        }
        if let status = visit.smoking {
            try observation(visit, id, person, "survey", "72166-2", "Tobacco smoking status NHIS", status.words, "")
        }
    }

    private func pressurePlant(_ visit: MadeUpVisit, _ person: MadeUpPatient) -> Plant? {
        for (turn, plant, most) in [(1, Plant.noUnit, 5), (2, .kilopascal, 3), (3, .swapped, 4)]
        where isQuiet(visit, person, turn) && key.count(plant.id) < most * 2 { return plant }
        return nil
    }

    /// Systolic and diastolic are two rows; both are in the answer key.
    private func write(
        _ pressure: MadeUpVisit.Pressure, minute: Int, plant: Plant?, _ visit: MadeUpVisit, _ id: String, _ person: MadeUpPatient
    ) throws(HubError) {
        var (upper, lower) = ("\(pressure.systolic).0", "\(pressure.diastolic).0")
        var unit = "mm[Hg]"
        switch plant?.id {
        case Plant.noUnit.id: unit = ""
        // 1 kPa is 7.50062 mm Hg.
        case Plant.kilopascal.id:
            (upper, lower, unit) = (
                tenths(Int(Double(pressure.systolic) / 0.750062)), tenths(Int(Double(pressure.diastolic) / 0.750062)), "kPa"
            )
        case Plant.swapped.id: (upper, lower) = (lower, upper)
        default: break
        }
        let field = plant?.id == Plant.noUnit.id || plant?.id == Plant.kilopascal.id ? "UNITS" : "VALUE"
        try observation(
            visit, id, person, "vital-signs", "8480-6", "Systolic Blood Pressure", upper, unit, minute: minute, wrong: plant, in: field)
        try observation(
            visit, id, person, "vital-signs", "8462-4", "Diastolic Blood Pressure", lower, unit, minute: minute, wrong: plant, in: field)
    }
}
