package import HubCore

/// Says what to do with each element as it begins, and gets the trees it asked for. The elements are lent for the length of the call.
package protocol XMLHandler: AnyObject {
    /// `element` has its attributes and no content yet. Not called inside of what is skipped or captured.
    func begin(_ element: XMLElement, depth: Int) throws(HubError) -> XMLChoice
    /// A whole element, its content included.
    func captured(_ element: XMLElement, depth: Int) throws(HubError)
    /// The end of an element that was entered.
    func end(depth: Int) throws(HubError)
}

package enum XMLChoice {
    /// Look at its children one by one.
    case enter
    /// Let it stream past.
    case skip
    /// Gather it into this tree (which is emptied first) and hand it over when it ends.
    case capture(XMLTree)
}
