package etl

import (
	"encoding/binary"
	"fmt"

	"hybriddiag/evidence"
	"hybriddiag/internal/winfmt"
)

// Groups of kernel records that are looked into.
const (
	groupProcess = 0x03
	groupConfig  = 0x0b
)

// typeConfigCPU is the record of groupConfig that names the computer:
//
//	00 u32 MHz, processors, memory, page size, granularity
//	14 256 × u16 computer name
const (
	typeConfigCPU  = 0x0a
	configNameAt   = 0x14
	configNameSize = 2 * 256
)

// kernelClass returns name and class GUID of a group of kernel records; groups
// without a public class have none.
func kernelClass(group uint8) (name, guid string) {
	switch group {
	case 0x00:
		return "EventTraceEvent", "{68fdd900-4a3e-11d1-84f4-0000f80464e3}"
	case 0x01:
		return "DiskIo", "{3d6fa8d4-fe05-11d0-9dda-00c04fd7ba7c}"
	case 0x02:
		return "PageFault", "{3d6fa8d3-fe05-11d0-9dda-00c04fd7ba7c}"
	case groupProcess:
		return "Process", "{3d6fa8d0-fe05-11d0-9dda-00c04fd7ba7c}"
	case 0x04:
		return "FileIo", "{90cbdc39-4a3e-11d1-84f4-0000f80464e3}"
	case 0x05:
		return "Thread", "{3d6fa8d1-fe05-11d0-9dda-00c04fd7ba7c}"
	case 0x06:
		return "TcpIp", "{9a280ac0-c8e0-11d1-84e2-00c04fb998a2}"
	case 0x08:
		return "UdpIp", "{bf3a50c5-a9c9-4988-a005-2df0b7c80f80}"
	case 0x09:
		return "Registry", "{ae53722e-c863-11d2-8659-00c04fa321a1}"
	case groupConfig:
		return "EventTraceConfig", "{01853a65-418f-4f36-aefc-dc0f1d2fd235}"
	case 0x0f:
		return "PerfInfo", "{ce1dbfb4-137e-4da6-87b0-3f59aa102cbc}"
	case 0x14:
		return "Image", "{2cb15d1d-5fc1-11d2-abe1-00a0c911f518}"
	case 0x18:
		return "StackWalk", "{def2fe46-7bd6-4b80-bd94-f57fe20d0ce3}"
	case 0x1a:
		return "ALPC", "{45d8cccd-539f-4b72-a8b7-5c683142609a}"
	}
	return "", ""
}

// processClass is the class GUID of groupProcess.
func processClass() winfmt.GUID {
	return winfmt.GUID{0xd0, 0xa8, 0x6f, 0x3d, 0x05, 0xfe, 0xd0, 0x11, 0x9d, 0xda, 0x00, 0xc0, 0x4f, 0xd7, 0xba, 0x7c}
}

// isKernel reports whether a record has a group instead of a GUID.
func (r *record) isKernel() bool {
	return r.kind == evidence.KindSystem || r.kind == evidence.KindCompact || r.kind == evidence.KindPerfInfo
}

// isProcess reports whether a record says that a process began, ended or was
// there when the trace began or ended.
func (r *record) isProcess() bool {
	if r.opcode < 1 || r.opcode > 4 {
		return false
	}
	return r.kind == evidence.KindSystem && r.group == groupProcess ||
		r.kind == evidence.KindClassic && r.guid == processClass()
}

// computerName returns the computer that a configuration record names, or "".
func computerName(r *record) string {
	if r.kind != evidence.KindSystem || r.group != groupConfig || r.opcode != typeConfigCPU ||
		len(r.data) < configNameAt+configNameSize {
		return ""
	}
	processors := binary.LittleEndian.Uint32(r.data[4:])
	if processors == 0 || processors > 4096 {
		return "" // not the layout we know
	}
	return winfmt.UTF16Z(r.data[configNameAt : configNameAt+configNameSize])
}

// groupText spells the group of a kernel record.
func groupText(group uint8) string { return fmt.Sprintf("%02x", group) }
