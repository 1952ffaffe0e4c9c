extension QRDA1FHIRTests {
    static let pairs: [Pair] = [
        Pair(
            testDescription: "a visit",
            qrda: """
                <act classCode="ACT" moodCode="EVN">
                <templateId root="2.16.840.1.113883.10.20.24.3.133"/>
                <statusCode code="completed"/>
                <entryRelationship typeCode="SUBJ">
                <encounter classCode="ENC" moodCode="EVN">
                <templateId root="2.16.840.1.113883.10.20.24.3.23"/>
                <code code="G0402" codeSystem="2.16.840.1.113883.6.285"/>
                <statusCode code="completed"/>
                <effectiveTime>
                <low value="20260203083000"/>
                <high value="20260203091500"/>
                </effectiveTime>
                <sdtc:dischargeDispositionCode code="428371000124100" codeSystem="2.16.840.1.113883.6.96"/>
                </encounter>
                </entryRelationship>
                </act>
                """,
            fhir: """
                {"resourceType": "Encounter", "status": "finished", "type": [{"coding": [{"system":
                "http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets", "code": "G0402"}]}], "period": {"start": "2026-02-03T08:30:00", "end":
                "2026-02-03T09:15:00"}, "hospitalization": {"dischargeDisposition": {"coding": [{"system": "http://snomed.info/sct", "code":
                "428371000124100"}]}}, "subject": {"reference": "Patient/p"}}
                """),
        Pair(
            testDescription: "a diagnosis that lasts",
            qrda: """
                <act classCode="ACT" moodCode="EVN">
                <templateId root="2.16.840.1.113883.10.20.24.3.137"/>
                <statusCode code="completed"/>
                <entryRelationship typeCode="SUBJ">
                <observation classCode="OBS" moodCode="EVN">
                <templateId root="2.16.840.1.113883.10.20.24.3.135"/>
                <statusCode code="completed"/>
                <effectiveTime>
                <low value="20200115"/>
                <high nullFlavor="UNK"/>
                </effectiveTime>
                <value xsi:type="CD" code="I10" codeSystem="2.16.840.1.113883.6.90"/>
                <author>
                <time value="20200116"/>
                </author>
                </observation>
                </entryRelationship>
                </act>
                """,
            fhir: """
                {"resourceType": "Condition", "clinicalStatus": {"coding": [{"code": "active"}]}, "code": {"coding": [{"system":
                "http://hl7.org/fhir/sid/icd-10-cm", "code": "I10"}]}, "onsetDateTime": "2020-01-15", "recordedDate": "2020-01-16", "subject":
                {"reference": "Patient/p"}}
                """),
        Pair(
            testDescription: "a diagnosis that is over",
            qrda: """
                <observation classCode="OBS" moodCode="EVN">
                <templateId root="2.16.840.1.113883.10.20.24.3.135"/>
                <statusCode code="completed"/>
                <effectiveTime>
                <low value="20190101"/>
                <high value="20190630"/>
                </effectiveTime>
                <value xsi:type="CD" code="N186" codeSystem="2.16.840.1.113883.6.90"/>
                <targetSiteCode code="64033007" codeSystem="2.16.840.1.113883.6.96"/>
                </observation>
                """,
            fhir: """
                {"resourceType": "Condition", "clinicalStatus": {"coding": [{"code": "resolved"}]}, "code": {"coding": [{"system":
                "http://hl7.org/fhir/sid/icd-10-cm", "code": "N18.6"}]}, "onsetDateTime": "2019-01-01", "abatementDateTime": "2019-06-30",
                "bodySite": [{"coding": [{"system": "http://snomed.info/sct", "code": "64033007"}]}], "subject": {"reference": "Patient/p"}}
                """),
        Pair(
            testDescription: "a result",
            qrda: """
                <observation classCode="OBS" moodCode="EVN">
                <templateId root="2.16.840.1.113883.10.20.24.3.38"/>
                <statusCode code="completed"/>
                <code code="4548-4" codeSystem="2.16.840.1.113883.6.1"/>
                <effectiveTime value="20260303"/>
                <entryRelationship typeCode="REFR">
                <observation classCode="OBS" moodCode="EVN">
                <templateId root="2.16.840.1.113883.10.20.24.3.87"/>
                <value xsi:type="PQ" value="6.8" unit="%"/>
                </observation>
                </entryRelationship>
                </observation>
                """,
            fhir: """
                {"resourceType": "Observation", "status": "final", "code": {"coding": [{"system": "http://loinc.org", "code": "4548-4"}]},
                "effectiveDateTime": "2026-03-03", "valueQuantity": {"value": 6.8, "code": "%"}, "subject": {"reference": "Patient/p"}}
                """),
        Pair(
            testDescription: "a study over two days",
            qrda: """
                <observation classCode="OBS" moodCode="EVN">
                <templateId root="2.16.840.1.113883.10.20.24.3.18"/>
                <statusCode code="completed"/>
                <code code="24606-6" codeSystem="2.16.840.1.113883.6.1"/>
                <effectiveTime>
                <low value="20260303"/>
                <high value="20260304"/>
                </effectiveTime>
                </observation>
                """,
            fhir: """
                {"resourceType": "Observation", "status": "final", "code": {"coding": [{"system": "http://loinc.org", "code": "24606-6"}]},
                "effectivePeriod": {"start": "2026-03-03", "end": "2026-03-04"}, "subject": {"reference": "Patient/p"}}
                """),
        Pair(
            testDescription: "a blood pressure in two components",
            qrda: """
                <observation classCode="OBS" moodCode="EVN">
                <templateId root="2.16.840.1.113883.10.20.24.3.59"/>
                <statusCode code="completed"/>
                <code code="85354-9" codeSystem="2.16.840.1.113883.6.1"/>
                <effectiveTime value="20260303"/>
                <entryRelationship typeCode="REFR">
                <observation classCode="OBS" moodCode="EVN">
                <templateId root="2.16.840.1.113883.10.20.24.3.149"/>
                <code code="8480-6" codeSystem="2.16.840.1.113883.6.1"/>
                <value xsi:type="PQ" value="128" unit="mm[Hg]"/>
                </observation>
                </entryRelationship>
                <entryRelationship typeCode="REFR">
                <observation classCode="OBS" moodCode="EVN">
                <templateId root="2.16.840.1.113883.10.20.24.3.149"/>
                <code code="8462-4" codeSystem="2.16.840.1.113883.6.1"/>
                <value xsi:type="PQ" value="78" unit="mm[Hg]"/>
                </observation>
                </entryRelationship>
                </observation>
                """,
            fhir: """
                {"resourceType": "Observation", "status": "final", "code": {"coding": [{"system": "http://loinc.org", "code": "85354-9"}]},
                "effectiveDateTime": "2026-03-03", "component": [{"code": {"coding": [{"system": "http://loinc.org", "code": "8480-6"}]},
                "valueQuantity": {"value": 128, "code": "mm[Hg]"}}, {"code": {"coding": [{"system": "http://loinc.org", "code": "8462-4"}]},
                "valueQuantity": {"value": 78, "code": "mm[Hg]"}}], "subject": {"reference": "Patient/p"}}
                """),
        Pair(
            testDescription: "an assessment with a coded answer",
            qrda: """
                <observation classCode="OBS" moodCode="EVN">
                <templateId root="2.16.840.1.113883.10.20.24.3.144"/>
                <statusCode code="completed"/>
                <code code="73832-8" codeSystem="2.16.840.1.113883.6.1"/>
                <effectiveTime value="20260303"/>
                <value xsi:type="CD" code="428171000124102" codeSystem="2.16.840.1.113883.6.96"/>
                </observation>
                """,
            fhir: """
                {"resourceType": "Observation", "status": "final", "code": {"coding": [{"system": "http://loinc.org", "code": "73832-8"}]},
                "effectiveDateTime": "2026-03-03", "valueCodeableConcept": {"coding": [{"system": "http://snomed.info/sct", "code":
                "428171000124102"}]}, "subject": {"reference": "Patient/p"}}
                """),
        Pair(
            testDescription: "a measurement that was refused",
            qrda: """
                <observation classCode="OBS" moodCode="EVN" negationInd="true">
                <templateId root="2.16.840.1.113883.10.20.24.3.59"/>
                <statusCode code="completed"/>
                <code code="8480-6" codeSystem="2.16.840.1.113883.6.1"/>
                <effectiveTime nullFlavor="NA"/>
                <author>
                <time value="20260303"/>
                </author>
                <entryRelationship typeCode="RSON">
                <observation classCode="OBS" moodCode="EVN">
                <templateId root="2.16.840.1.113883.10.20.24.3.88"/>
                <code code="77301-0" codeSystem="2.16.840.1.113883.6.1"/>
                <value xsi:type="CD" code="183932001" codeSystem="2.16.840.1.113883.6.96"/>
                </observation>
                </entryRelationship>
                </observation>
                """,
            fhir: """
                {"resourceType": "Observation", "status": "cancelled", "extension": [{"url":
                "http://hl7.org/fhir/us/qicore/StructureDefinition/qicore-notDoneReason", "valueCodeableConcept": {"coding": [{"system":
                "http://snomed.info/sct", "code": "183932001"}]}}], "code": {"coding": [{"system": "http://loinc.org", "code": "8480-6"}]},
                "issued": "2026-03-03T00:00:00Z", "subject": {"reference": "Patient/p"}}
                """),
        Pair(
            testDescription: "none of a value set was measured",
            qrda: """
                <observation classCode="OBS" moodCode="EVN" negationInd="true">
                <templateId root="2.16.840.1.113883.10.20.24.3.38"/>
                <statusCode code="completed"/>
                <code nullFlavor="NA" sdtc:valueSet="2.16.840.1.113883.3.464.1003.198.12.1013"/>
                <author>
                <time value="20260303"/>
                </author>
                <entryRelationship typeCode="RSON">
                <observation classCode="OBS" moodCode="EVN">
                <templateId root="2.16.840.1.113883.10.20.24.3.88"/>
                <code code="77301-0" codeSystem="2.16.840.1.113883.6.1"/>
                <value xsi:type="CD" code="183932001" codeSystem="2.16.840.1.113883.6.96"/>
                </observation>
                </entryRelationship>
                </observation>
                """,
            fhir: """
                {"resourceType": "Observation", "status": "cancelled", "extension": [{"url":
                "http://hl7.org/fhir/us/qicore/StructureDefinition/qicore-notDoneReason", "valueCodeableConcept": {"coding": [{"system":
                "http://snomed.info/sct", "code": "183932001"}]}}], "code": {"extension": [{"url":
                "http://hl7.org/fhir/us/qicore/StructureDefinition/qicore-notDoneValueSet", "valueCanonical":
                "http://cts.nlm.nih.gov/fhir/ValueSet/2.16.840.1.113883.3.464.1003.198.12.1013"}]}, "issued": "2026-03-03T00:00:00Z", "subject":
                {"reference": "Patient/p"}}
                """),
        Pair(
            testDescription: "a symptom",
            qrda: """
                <act classCode="ACT" moodCode="EVN">
                <templateId root="2.16.840.1.113883.10.20.24.3.138"/>
                <statusCode code="completed"/>
                <entryRelationship typeCode="SUBJ">
                <observation classCode="OBS" moodCode="EVN">
                <templateId root="2.16.840.1.113883.10.20.24.3.136"/>
                <statusCode code="completed"/>
                <effectiveTime>
                <low value="20260101"/>
                <high value="20260131"/>
                </effectiveTime>
                <value xsi:type="CD" code="13791008" codeSystem="2.16.840.1.113883.6.96"/>
                </observation>
                </entryRelationship>
                </act>
                """,
            fhir: """
                {"resourceType": "Observation", "status": "final", "code": {"coding": [{"system": "http://snomed.info/sct", "code": "13791008"}]},
                "effectivePeriod": {"start": "2026-01-01", "end": "2026-01-31"}, "subject": {"reference": "Patient/p"}}
                """),
        Pair(
            testDescription: "a procedure",
            qrda: """
                <procedure classCode="PROC" moodCode="EVN">
                <templateId root="2.16.840.1.113883.10.20.24.3.64"/>
                <statusCode code="completed"/>
                <code code="44388" codeSystem="2.16.840.1.113883.6.96"/>
                <effectiveTime value="20260110"/>
                </procedure>
                """,
            fhir: """
                {"resourceType": "Procedure", "status": "completed", "code": {"coding": [{"system": "http://snomed.info/sct", "code": "44388"}]},
                "performedDateTime": "2026-01-10", "subject": {"reference": "Patient/p"}}
                """),
        Pair(
            testDescription: "a procedure that was not done",
            qrda: """
                <procedure classCode="PROC" moodCode="EVN" negationInd="true">
                <templateId root="2.16.840.1.113883.10.20.24.3.64"/>
                <statusCode code="completed"/>
                <code nullFlavor="NA" sdtc:valueSet="2.16.840.1.113883.3.464.1003.108.12.1020"/>
                <author>
                <time value="20260303"/>
                </author>
                <entryRelationship typeCode="RSON">
                <observation classCode="OBS" moodCode="EVN">
                <templateId root="2.16.840.1.113883.10.20.24.3.88"/>
                <code code="77301-0" codeSystem="2.16.840.1.113883.6.1"/>
                <value xsi:type="CD" code="183932001" codeSystem="2.16.840.1.113883.6.96"/>
                </observation>
                </entryRelationship>
                </procedure>
                """,
            fhir: """
                {"resourceType": "Procedure", "status": "not-done", "statusReason": {"coding": [{"system": "http://snomed.info/sct", "code":
                "183932001"}]}, "extension": [{"url": "http://hl7.org/fhir/us/qicore/StructureDefinition/qicore-recorded", "valueDateTime":
                "2026-03-03"}], "code": {"extension": [{"url": "http://hl7.org/fhir/us/qicore/StructureDefinition/qicore-notDoneValueSet",
                "valueCanonical": "http://cts.nlm.nih.gov/fhir/ValueSet/2.16.840.1.113883.3.464.1003.108.12.1020"}]}, "subject": {"reference":
                "Patient/p"}}
                """),
        Pair(
            testDescription: "an order of care",
            qrda: """
                <act classCode="ACT" moodCode="RQO">
                <templateId root="2.16.840.1.113883.10.20.24.3.31"/>
                <statusCode code="active"/>
                <code code="182964004" codeSystem="2.16.840.1.113883.6.96"/>
                <author>
                <time value="20260110"/>
                </author>
                <entryRelationship typeCode="RSON">
                <observation classCode="OBS" moodCode="EVN">
                <templateId root="2.16.840.1.113883.10.20.24.3.88"/>
                <code code="77301-0" codeSystem="2.16.840.1.113883.6.1"/>
                <value xsi:type="CD" code="183932001" codeSystem="2.16.840.1.113883.6.96"/>
                </observation>
                </entryRelationship>
                </act>
                """,
            fhir: """
                {"resourceType": "ServiceRequest", "status": "active", "intent": "order", "code": {"coding": [{"system": "http://snomed.info/sct",
                "code": "182964004"}]}, "authoredOn": "2026-01-10", "reasonCode": [{"coding": [{"system": "http://snomed.info/sct", "code":
                "183932001"}]}], "subject": {"reference": "Patient/p"}}
                """),
        Pair(
            testDescription: "an order that was not given",
            qrda: """
                <act classCode="ACT" moodCode="RQO" negationInd="true">
                <templateId root="2.16.840.1.113883.10.20.24.3.31"/>
                <statusCode code="completed"/>
                <code code="182964004" codeSystem="2.16.840.1.113883.6.96"/>
                <author>
                <time value="20260110"/>
                </author>
                <entryRelationship typeCode="RSON">
                <observation classCode="OBS" moodCode="EVN">
                <templateId root="2.16.840.1.113883.10.20.24.3.88"/>
                <code code="77301-0" codeSystem="2.16.840.1.113883.6.1"/>
                <value xsi:type="CD" code="183932001" codeSystem="2.16.840.1.113883.6.96"/>
                </observation>
                </entryRelationship>
                </act>
                """,
            fhir: """
                {"resourceType": "ServiceRequest", "status": "completed", "intent": "order", "doNotPerform": true, "code": {"coding": [{"system":
                "http://snomed.info/sct", "code": "182964004"}]}, "authoredOn": "2026-01-10", "extension": [{"url":
                "http://hl7.org/fhir/us/qicore/StructureDefinition/qicore-doNotPerformReason", "valueCodeableConcept": {"coding": [{"system":
                "http://snomed.info/sct", "code": "183932001"}]}}], "subject": {"reference": "Patient/p"}}
                """),
        Pair(
            testDescription: "a test that was recommended",
            qrda: """
                <observation classCode="OBS" moodCode="INT">
                <templateId root="2.16.840.1.113883.10.20.24.3.39"/>
                <statusCode code="active"/>
                <code code="2085-9" codeSystem="2.16.840.1.113883.6.1"/>
                <author>
                <time value="20260110"/>
                </author>
                </observation>
                """,
            fhir: """
                {"resourceType": "ServiceRequest", "status": "active", "intent": "proposal", "code": {"coding": [{"system": "http://loinc.org",
                "code": "2085-9"}]}, "authoredOn": "2026-01-10", "subject": {"reference": "Patient/p"}}
                """),
        Pair(
            testDescription: "a device that was ordered",
            qrda: """
                <act classCode="ACT" moodCode="RQO">
                <templateId root="2.16.840.1.113883.10.20.24.3.130"/>
                <statusCode code="active"/>
                <entryRelationship typeCode="SUBJ">
                <supply classCode="SPLY" moodCode="RQO">
                <templateId root="2.16.840.1.113883.10.20.24.3.9"/>
                <statusCode code="active"/>
                <author>
                <time value="20260110"/>
                </author>
                <participant typeCode="DEV">
                <participantRole>
                <playingDevice>
                <code code="23366006" codeSystem="2.16.840.1.113883.6.96"/>
                </playingDevice>
                </participantRole>
                </participant>
                </supply>
                </entryRelationship>
                </act>
                """,
            fhir: """
                {"resourceType": "DeviceRequest", "status": "active", "intent": "order", "codeCodeableConcept": {"coding": [{"system":
                "http://snomed.info/sct", "code": "23366006"}]}, "authoredOn": "2026-01-10", "subject": {"reference": "Patient/p"}}
                """),
        Pair(
            testDescription: "a device that was not ordered",
            qrda: """
                <act classCode="ACT" moodCode="RQO" negationInd="true">
                <templateId root="2.16.840.1.113883.10.20.24.3.130"/>
                <statusCode code="active"/>
                <entryRelationship typeCode="SUBJ">
                <supply classCode="SPLY" moodCode="RQO">
                <templateId root="2.16.840.1.113883.10.20.24.3.9"/>
                <statusCode code="active"/>
                <author>
                <time value="20260110"/>
                </author>
                <participant typeCode="DEV">
                <participantRole>
                <playingDevice>
                <code code="23366006" codeSystem="2.16.840.1.113883.6.96"/>
                </playingDevice>
                </participantRole>
                </participant>
                </supply>
                </entryRelationship>
                <entryRelationship typeCode="RSON">
                <observation classCode="OBS" moodCode="EVN">
                <templateId root="2.16.840.1.113883.10.20.24.3.88"/>
                <code code="77301-0" codeSystem="2.16.840.1.113883.6.1"/>
                <value xsi:type="CD" code="183932001" codeSystem="2.16.840.1.113883.6.96"/>
                </observation>
                </entryRelationship>
                </act>
                """,
            fhir: """
                {"resourceType": "DeviceRequest", "status": "active", "intent": "order", "modifierExtension": [{"url":
                "http://hl7.org/fhir/5.0/StructureDefinition/extension-DeviceRequest.doNotPerform", "valueBoolean": true}], "extension": [{"url":
                "http://hl7.org/fhir/us/qicore/StructureDefinition/qicore-doNotPerformReason", "valueCodeableConcept": {"coding": [{"system":
                "http://snomed.info/sct", "code": "183932001"}]}}], "codeCodeableConcept": {"coding": [{"system": "http://snomed.info/sct",
                "code": "23366006"}]}, "authoredOn": "2026-01-10", "subject": {"reference": "Patient/p"}}
                """),
        Pair(
            testDescription: "a medication order",
            qrda: """
                <substanceAdministration classCode="SBADM" moodCode="RQO">
                <templateId root="2.16.840.1.113883.10.20.24.3.47"/>
                <statusCode code="active"/>
                <effectiveTime xsi:type="IVL_TS">
                <low value="20260301"/>
                <high value="20260530"/>
                </effectiveTime>
                <consumable>
                <manufacturedProduct>
                <manufacturedMaterial>
                <code code="617312" codeSystem="2.16.840.1.113883.6.88"/>
                </manufacturedMaterial>
                </manufacturedProduct>
                </consumable>
                <author>
                <time value="20260301"/>
                </author>
                </substanceAdministration>
                """,
            fhir: """
                {"resourceType": "MedicationRequest", "status": "active", "intent": "order", "medicationCodeableConcept": {"coding": [{"system":
                "http://www.nlm.nih.gov/research/umls/rxnorm", "code": "617312"}]}, "authoredOn": "2026-03-01", "dosageInstruction": [{"timing":
                {"repeat": {"boundsPeriod": {"start": "2026-03-01", "end": "2026-05-30"}}}}], "subject": {"reference": "Patient/p"}}
                """),
        Pair(
            testDescription: "a medication that was not ordered",
            qrda: """
                <substanceAdministration classCode="SBADM" moodCode="RQO" negationInd="true">
                <templateId root="2.16.840.1.113883.10.20.24.3.47"/>
                <statusCode code="completed"/>
                <consumable>
                <manufacturedProduct>
                <manufacturedMaterial>
                <code nullFlavor="NA" sdtc:valueSet="2.16.840.1.113762.1.4.1047.97"/>
                </manufacturedMaterial>
                </manufacturedProduct>
                </consumable>
                <author>
                <time value="20260303"/>
                </author>
                <entryRelationship typeCode="RSON">
                <observation classCode="OBS" moodCode="EVN">
                <templateId root="2.16.840.1.113883.10.20.24.3.88"/>
                <code code="77301-0" codeSystem="2.16.840.1.113883.6.1"/>
                <value xsi:type="CD" code="183932001" codeSystem="2.16.840.1.113883.6.96"/>
                </observation>
                </entryRelationship>
                </substanceAdministration>
                """,
            fhir: """
                {"resourceType": "MedicationRequest", "status": "completed", "intent": "order", "doNotPerform": true, "reasonCode": [{"coding":
                [{"system": "http://snomed.info/sct", "code": "183932001"}]}], "medicationCodeableConcept": {"extension": [{"url":
                "http://hl7.org/fhir/us/qicore/StructureDefinition/qicore-notDoneValueSet", "valueCanonical":
                "http://cts.nlm.nih.gov/fhir/ValueSet/2.16.840.1.113762.1.4.1047.97"}]}, "authoredOn": "2026-03-03", "subject": {"reference":
                "Patient/p"}}
                """),
        Pair(
            testDescription: "a medication that is taken",
            qrda: """
                <substanceAdministration classCode="SBADM" moodCode="EVN">
                <templateId root="2.16.840.1.113883.10.20.24.3.41"/>
                <statusCode code="active"/>
                <effectiveTime xsi:type="IVL_TS">
                <low value="20250601"/>
                </effectiveTime>
                <consumable>
                <manufacturedProduct>
                <manufacturedMaterial>
                <code code="617312" codeSystem="2.16.840.1.113883.6.88"/>
                </manufacturedMaterial>
                </manufacturedProduct>
                </consumable>
                </substanceAdministration>
                """,
            fhir: """
                {"resourceType": "MedicationStatement", "status": "active", "medicationCodeableConcept": {"coding": [{"system":
                "http://www.nlm.nih.gov/research/umls/rxnorm", "code": "617312"}]}, "effectivePeriod": {"start": "2025-06-01"}, "subject":
                {"reference": "Patient/p"}}
                """),
        Pair(
            testDescription: "a medication that was given",
            qrda: """
                <substanceAdministration classCode="SBADM" moodCode="EVN">
                <templateId root="2.16.840.1.113883.10.20.24.3.42"/>
                <statusCode code="completed"/>
                <effectiveTime>
                <low value="20260303080000"/>
                <high value="20260303083000"/>
                </effectiveTime>
                <consumable>
                <manufacturedProduct>
                <manufacturedMaterial>
                <code code="860975" codeSystem="2.16.840.1.113883.6.88"/>
                </manufacturedMaterial>
                </manufacturedProduct>
                </consumable>
                </substanceAdministration>
                """,
            fhir: """
                {"resourceType": "MedicationAdministration", "status": "completed", "medicationCodeableConcept": {"coding": [{"system":
                "http://www.nlm.nih.gov/research/umls/rxnorm", "code": "860975"}]}, "effectivePeriod": {"start": "2026-03-03T08:00:00", "end":
                "2026-03-03T08:30:00"}, "subject": {"reference": "Patient/p"}}
                """),
        Pair(
            testDescription: "a medication that was handed out",
            qrda: """
                <act classCode="ACT" moodCode="EVN">
                <templateId root="2.16.840.1.113883.10.20.24.3.139"/>
                <statusCode code="completed"/>
                <entryRelationship typeCode="SUBJ">
                <supply classCode="SPLY" moodCode="EVN">
                <templateId root="2.16.840.1.113883.10.20.24.3.45"/>
                <statusCode code="completed"/>
                <effectiveTime value="20260302"/>
                <product>
                <manufacturedProduct>
                <manufacturedMaterial>
                <code code="617312" codeSystem="2.16.840.1.113883.6.88"/>
                </manufacturedMaterial>
                </manufacturedProduct>
                </product>
                </supply>
                </entryRelationship>
                </act>
                """,
            fhir: """
                {"resourceType": "MedicationDispense", "status": "completed", "medicationCodeableConcept": {"coding": [{"system":
                "http://www.nlm.nih.gov/research/umls/rxnorm", "code": "617312"}]}, "whenHandedOver": "2026-03-02", "subject": {"reference":
                "Patient/p"}}
                """),
        Pair(
            testDescription: "a vaccination",
            qrda: """
                <substanceAdministration classCode="SBADM" moodCode="EVN">
                <templateId root="2.16.840.1.113883.10.20.24.3.140"/>
                <statusCode code="completed"/>
                <effectiveTime value="20251015"/>
                <consumable>
                <manufacturedProduct>
                <manufacturedMaterial>
                <code code="140" codeSystem="2.16.840.1.113883.12.292"/>
                </manufacturedMaterial>
                </manufacturedProduct>
                </consumable>
                </substanceAdministration>
                """,
            fhir: """
                {"resourceType": "Immunization", "status": "completed", "vaccineCode": {"coding": [{"system": "http://hl7.org/fhir/sid/cvx",
                "code": "140"}]}, "occurrenceDateTime": "2025-10-15", "patient": {"reference": "Patient/p"}, "subject": {"reference":
                "Patient/p"}}
                """),
        Pair(
            testDescription: "a vaccination that was refused",
            qrda: """
                <substanceAdministration classCode="SBADM" moodCode="EVN" negationInd="true">
                <templateId root="2.16.840.1.113883.10.20.24.3.140"/>
                <statusCode code="completed"/>
                <consumable>
                <manufacturedProduct>
                <manufacturedMaterial>
                <code nullFlavor="NA" sdtc:valueSet="2.16.840.1.113883.3.526.3.1254"/>
                </manufacturedMaterial>
                </manufacturedProduct>
                </consumable>
                <author>
                <time value="20260303"/>
                </author>
                <entryRelationship typeCode="RSON">
                <observation classCode="OBS" moodCode="EVN">
                <templateId root="2.16.840.1.113883.10.20.24.3.88"/>
                <code code="77301-0" codeSystem="2.16.840.1.113883.6.1"/>
                <value xsi:type="CD" code="591000119102" codeSystem="2.16.840.1.113883.6.96"/>
                </observation>
                </entryRelationship>
                </substanceAdministration>
                """,
            fhir: """
                {"resourceType": "Immunization", "status": "not-done", "statusReason": {"coding": [{"system": "http://snomed.info/sct", "code":
                "591000119102"}]}, "vaccineCode": {"extension": [{"url":
                "http://hl7.org/fhir/us/qicore/StructureDefinition/qicore-notDoneValueSet", "valueCanonical":
                "http://cts.nlm.nih.gov/fhir/ValueSet/2.16.840.1.113883.3.526.3.1254"}]}, "recorded": "2026-03-03", "patient": {"reference":
                "Patient/p"}, "subject": {"reference": "Patient/p"}}
                """),
        Pair(
            testDescription: "an allergy",
            qrda: """
                <observation classCode="OBS" moodCode="EVN">
                <templateId root="2.16.840.1.113883.10.20.24.3.147"/>
                <statusCode code="completed"/>
                <code code="ASSERTION" codeSystem="2.16.840.1.113883.5.4"/>
                <effectiveTime>
                <low value="20180101"/>
                </effectiveTime>
                <participant typeCode="CSM">
                <participantRole>
                <playingEntity>
                <code code="7980" codeSystem="2.16.840.1.113883.6.88"/>
                </playingEntity>
                </participantRole>
                </participant>
                </observation>
                """,
            fhir: """
                {"resourceType": "AllergyIntolerance", "clinicalStatus": {"coding": [{"code": "active"}]}, "code": {"coding": [{"system":
                "http://www.nlm.nih.gov/research/umls/rxnorm", "code": "7980"}]}, "onsetDateTime": "2018-01-01", "patient": {"reference":
                "Patient/p"}, "subject": {"reference": "Patient/p"}}
                """),
        Pair(
            testDescription: "an adverse event",
            qrda: """
                <observation classCode="OBS" moodCode="EVN">
                <templateId root="2.16.840.1.113883.10.20.24.3.146"/>
                <statusCode code="completed"/>
                <effectiveTime value="20260110"/>
                <value xsi:type="CD" code="293104008" codeSystem="2.16.840.1.113883.6.96"/>
                </observation>
                """,
            fhir: """
                {"resourceType": "AdverseEvent", "event": {"coding": [{"system": "http://snomed.info/sct", "code": "293104008"}]}, "date":
                "2026-01-10", "subject": {"reference": "Patient/p"}}
                """),
        Pair(
            testDescription: "a payer",
            qrda: """
                <observation classCode="OBS" moodCode="EVN">
                <templateId root="2.16.840.1.113883.10.20.24.3.55"/>
                <statusCode code="completed"/>
                <code code="48768-6" codeSystem="2.16.840.1.113883.6.1"/>
                <effectiveTime>
                <low value="20250101"/>
                </effectiveTime>
                <value xsi:type="CD" code="349" codeSystem="2.16.840.1.113883.3.221.5"/>
                </observation>
                """,
            fhir: """
                {"resourceType": "Coverage", "status": "active", "type": {"coding": [{"system": "https://nahdo.org/sopt", "code": "349"}]},
                "period": {"start": "2025-01-01"}, "beneficiary": {"reference": "Patient/p"}, "subject": {"reference": "Patient/p"}}
                """),
    ]
}
