using Platform.Cli.Imports.Recognition;

namespace Platform.Cli.Imports;

/// <summary>By how many days the dates of a source have to move, so that the newest becomes today.</summary>
public static class DateShift
{
    // Ends and due dates lie in the future by nature; what has happened tells how old the data are.
    private static readonly string[] Happened =
    [
        "customerSince",
        "startsOn",
        "openedAt",
        "occurredAt",
        "occurredOn",
        "answeredAt",
        "issuedOn",
    ];

    /// <summary>Days to add; 0 where no file has a date.</summary>
    public static int DaysToToday(Recognised source, DateOnly today)
    {
        var newest = DateOnly.MinValue;
        foreach (var file in source.Files.Where(file => file.Kind < FileKind.ChurnEvents && file.Unreadable is null))
        {
            foreach (var row in file.Rows())
            {
                foreach (var field in Happened)
                {
                    if (file.Day(row, field) is { } day && day > newest)
                        newest = day;
                }
            }
        }

        return newest == DateOnly.MinValue ? 0 : today.DayNumber - newest.DayNumber;
    }
}
