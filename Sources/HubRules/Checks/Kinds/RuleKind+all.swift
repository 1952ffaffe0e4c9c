/// Every kind of rule there is; a new one is a file in this folder and a line here.
extension RuleKind {
    static let all: [RuleKind] = [
        ReaderFindings.kind, FileRows.kind, ExtractDay.kind, LookBackCheck.kind, PersonalColumns.kind,
        RequiredField.kind, AfterExtract.kind, OutsideLife.kind, EndsBeforeStart.kind, BirthDate.kind, PatientKnown.kind,
        EncounterKnown.kind, Duplicates.kind, OnePerson.kind, CodeShapeCheck.kind, CodeFitsKind.kind, UnitPresent.kind,
        BloodPressure.kind, DigitPreference.kind, ValueRange.kind, SexSpecific.kind, FirstOfMonth.kind, OnsetShare.kind,
        DrugCode.kind, UnmappedCodes.kind, QualifyingVisits.kind, SeenPatients.kind, LastMonth.kind, EmptyMonth.kind,
        UnknownShare.kind, PatientSpelling.kind, OneDay.kind, PeriodsAgree.kind, DatesFillPeriod.kind, YearToDateCheck.kind,
        ReportedRowCheck.kind, ReportedEach.extreme, ReportedEach.exclusionShare, ReportedEach.versionOfYear, ReportedEach.panelShare,
        ReportedEach.direction, ReportedEach.strata, ReportedEach.multiRate, ReportedEach.providers, ReportedEach.practiceMissing,
        ReportedSupplements.kind, ReportedBefore.rateChange, ReportedBefore.denominatorChange, ReportedBefore.sameCounts,
        ReportedBefore.restated, ReportedSeries.outlier, ReportedSeries.gap, ReportedSeries.source, ReportedNeeded.Every.kind,
        ReportedNeeded.few, ReportedNeeded.noExclusions, ComputedAgrees.kind, ReportedEach.periodOver, ReportedEach.periodAsked,
    ]
}
