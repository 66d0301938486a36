package tlsstory

import "hybriddiag/evidence"

// process takes the name of a process from a start or rundown event of the
// kernel logger or of Microsoft-Windows-Kernel-Process.
func (s *Story) process(e *evidence.Event) {
	image := first(e, "ImageFileName", "ImageName", "ProcessName")
	if image == "" {
		return
	}
	pid, ok := number32(e, "ProcessId")
	if !ok || pid == 0 {
		return
	}
	s.processes.set(pid, baseName(image))
}
