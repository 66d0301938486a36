package runhistory

import "hybriddiag/internal/syncrun"

// add sends the event of one run; get returns a column or property by name.
func (r *reader) add(line int, get func(name string) string) {
	run := syncrun.Run{
		Number:    get("RunNumber"),
		HistoryID: get("RunHistoryId"),
		Connector: get("ConnectorName"),
		Profile:   get("RunProfileName"),
		Result:    get("Result"),
		StartDate: get("StartDate"),
		EndDate:   get("EndDate"),
		Line:      line,
	}
	var startLocal, endLocal bool
	run.Start, startLocal, _ = r.culture.Parse(run.StartDate)
	run.End, endLocal, _ = r.culture.Parse(run.EndDate)
	run.LocalTime = startLocal || endLocal
	if e := run.Event(); e != nil {
		r.log.Add(e)
	}
}
