using System.ComponentModel.DataAnnotations;

namespace Platform.Engagement.ContactBudget;

/// <summary>Section <c>ContactBudget</c>: how often and at which hours a person may be written to.</summary>
public sealed class ContactBudgetOptions : IValidatableObject
{
    public const string Section = "ContactBudget";

    /// <summary>Touches of one person in any seven days, over all channels and senders.</summary>
    [Range(1, 1000)]
    public int PersonPerWeek { get; set; } = 2;

    /// <summary>Touches of one person in any thirty days.</summary>
    [Range(1, 1000)]
    public int PersonPerMonth { get; set; } = 6;

    /// <summary>Touches of one account in any seven days.</summary>
    [Range(1, 10_000)]
    public int AccountPerWeek { get; set; } = 10;

    /// <summary>From this hour on a touch may arrive, on the person's clock.</summary>
    public TimeOnly OpensAt { get; set; } = new(8, 0);

    /// <summary>From this hour on it may not.</summary>
    public TimeOnly ClosesAt { get; set; } = new(20, 0);

    /// <summary>English names of the days without touches, separated by commas; empty for none.</summary>
    public string ClosedDays { get; set; } = "saturday,sunday";

    /// <summary>Hours after its moment at which a place that was neither used nor given back is free again.</summary>
    [Range(1, 24 * 30)]
    public int HoldHours { get; set; } = 24;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (OpensAt >= ClosesAt)
            yield return new($"{Section}:OpensAt {OpensAt} is not before {Section}:ClosesAt {ClosesAt}.");
        var days = DaysOf(ClosedDays);
        if (days is null)
            yield return new($"{Section}:ClosedDays '{ClosedDays}' names something that is no day of the week.");
        else if (days.Count == 7)
            yield return new($"{Section}:ClosedDays leaves no day on which anybody could be written to.");
    }

    internal IReadOnlyList<BudgetWindow> PersonWindows() =>
        [new(PersonPerWeek, TimeSpan.FromDays(7)), new(PersonPerMonth, TimeSpan.FromDays(30))];

    internal BudgetWindow AccountWindow() => new(AccountPerWeek, TimeSpan.FromDays(7));

    internal QuietHours QuietHours() => new(OpensAt, ClosesAt, DaysOf(ClosedDays) ?? []);

    private static HashSet<DayOfWeek>? DaysOf(string text)
    {
        var days = new HashSet<DayOfWeek>();
        foreach (var name in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (char.IsDigit(name[0]) || !Enum.TryParse<DayOfWeek>(name, ignoreCase: true, out var day))
                return null;
            days.Add(day);
        }
        return days;
    }
}
