// Package casefile sorts what the files of a case showed by computer.
//
//	files ──AssignHosts──► files with their computers ──Gather──► one Computer each
//
// A file that does not name its computer goes to the one it lies with; folders
// without a name that contradict each other are different computers. Values of a
// setting that two files show differently are settled by time where it proves
// their order, and are marked as contested elsewhere. Times of unknown zone get
// that of their computer (SettleClocks) before anything is judged.
package casefile
