package main

import (
	"unsafe"

	"golang.org/x/sys/windows"
)

// memoryCounters is PROCESS_MEMORY_COUNTERS of psapi.h.
type memoryCounters struct {
	size                  uint32
	pageFaultCount        uint32
	peakWorkingSetSize    uintptr
	workingSetSize        uintptr
	quotaPeakPagedPool    uintptr
	quotaPagedPool        uintptr
	quotaPeakNonPagedPool uintptr
	quotaNonPagedPool     uintptr
	pagefileUsage         uintptr
	peakPagefileUsage     uintptr
}

// peakRSS returns the most memory the process has held, in bytes.
func peakRSS() int64 {
	var c memoryCounters
	c.size = uint32(unsafe.Sizeof(c))
	get := windows.NewLazySystemDLL("kernel32.dll").NewProc("K32GetProcessMemoryInfo")
	ok, _, _ := get.Call(uintptr(windows.CurrentProcess()), uintptr(unsafe.Pointer(&c)), uintptr(c.size))
	if ok == 0 {
		return 0
	}
	return int64(c.peakWorkingSetSize)
}
