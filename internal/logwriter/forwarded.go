package logwriter

// forwarded is the event as a collector writes it: literal text throughout, and
// the rendered message beside the data.
func forwarded(number uint64, r *Record) *element {
	provider := with(elem("Provider"), "Name", text(r.Provider.Name))
	if r.Provider.GUID != "" {
		with(provider, "Guid", text(r.Provider.GUID))
	}
	if r.Provider.SourceName != "" {
		with(provider, "EventSourceName", text(r.Provider.SourceName))
	}
	id := elem("EventID", decimal(uint64(r.EventID)))
	if r.Qualifiers != 0 {
		with(id, "Qualifiers", decimal(uint64(r.Qualifiers)))
	}
	security := elem("Security")
	if r.UserSID != "" {
		with(security, "UserID", text(r.UserSID))
	}
	correlation := elem("Correlation")
	if r.ActivityID != "" {
		with(correlation, "ActivityID", text(r.ActivityID))
	}
	if r.RelatedActivityID != "" {
		with(correlation, "RelatedActivityID", text(r.RelatedActivityID))
	}
	system := elem("System", provider, id,
		elem("Version", decimal(uint64(r.Version))),
		elem("Level", decimal(uint64(r.Level))),
		elem("Task", decimal(uint64(r.Task))),
		elem("Opcode", decimal(uint64(r.Opcode))),
		elem("Keywords", hexText(r.Keywords)),
		with(elem("TimeCreated"), "SystemTime", stamp(r)),
		elem("EventRecordID", decimal(r.recordID(number))),
		correlation,
		with(elem("Execution"), "ProcessID", decimal(uint64(r.ProcessID)), "ThreadID", decimal(uint64(r.ThreadID))),
		elem("Channel", text(r.Channel)),
		elem("Computer", text(r.Computer)),
		security,
	)
	root := with(elem("Event", system, forwardedData(r)), "xmlns", text(namespace))
	if r.Message != "" {
		root.content = append(root.content, with(elem("RenderingInfo", elem("Message", text(r.Message))), "Culture", text("en-US")))
	}
	return root
}

func forwardedData(r *Record) *element {
	if r.UserData != nil {
		return elem("UserData", forwardedElement(r.UserData))
	}
	data := elem("EventData")
	for _, f := range r.Data {
		switch f.Name {
		case "Binary":
			data.content = append(data.content, textElement(f.Name, f.Value))
		case "":
			data.content = append(data.content, textElement("Data", f.Value))
		default:
			data.content = append(data.content, with(textElement("Data", f.Value), "Name", text(f.Name)))
		}
	}
	return data
}

func forwardedElement(e *Element) *element {
	out := textElement(e.Name, e.Text)
	for _, a := range e.Attrs {
		with(out, a.Name, text(a.Value))
	}
	for _, c := range e.Children {
		out.content = append(out.content, forwardedElement(c))
	}
	return out
}

// textElement is an element with a text, or an empty one.
func textElement(name, s string) *element {
	if s == "" {
		return elem(name)
	}
	return elem(name, text(s))
}
