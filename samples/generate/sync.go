package main

import (
	"fmt"
	"time"
)

// runHistoryHead is the first line of the collector's run history.
const runHistoryHead = `"RunNumber","RunHistoryId","ConnectorName","RunProfileName","Result","StartDate","EndDate"`

// runHistoryRow is one run, with the dates of a Japanese server in UTC.
func runHistoryRow(number int, connector, profile, result string, start, end time.Time) string {
	const layout = "2006/01/02 15:04:05"
	return fmt.Sprintf(`"%d","6b1c7e0e-0000-4000-8000-%012d","%s","%s","%s","%s","%s"`,
		number, number, connector, profile, result, start.Format(layout), end.Format(layout))
}

// scheduler is the output of Get-ADSyncScheduler of a server that runs normally.
func scheduler(next string) []string {
	return []string{
		"", "",
		"AllowedSyncCycleInterval            : 00:30:00",
		"CurrentlyEffectiveSyncCycleInterval : 00:30:00",
		"CustomizedSyncCycleInterval         : ",
		"NextSyncCyclePolicyType             : Delta",
		"NextSyncCycleStartTimeInUTC         : " + next,
		"PurgeRunHistoryInterval             : 7.00:00:00",
		"SyncCycleEnabled                    : True",
		"MaintenanceEnabled                  : True",
		"StagingModeEnabled                  : False",
		"SchedulerSuspended                  : False",
		"SyncCycleInProgress                 : False",
		"", "",
	}
}
