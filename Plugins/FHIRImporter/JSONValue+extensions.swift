internal import HubJSON

extension JSONValue {
    /// The FHIR extension whose URL ends so, modifier extensions included.
    func `extension`(ending name: String) -> JSONValue? {
        (self["extension"].items + self["modifierExtension"].items).first { $0["url"].text?.hasSuffix(name) == true }
    }
}
