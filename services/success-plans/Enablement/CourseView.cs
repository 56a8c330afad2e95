namespace Platform.SuccessPlans.Enablement;

public sealed class CourseView
{
    public Guid Id { get; init; }

    /// <summary>What imports call it; unique.</summary>
    public string Code { get; init; } = "";
    public string Title { get; init; } = "";

    /// <summary>course or certification.</summary>
    public string Kind { get; init; } = "";

    /// <summary>admin or end_user; left out: everybody.</summary>
    public string? Role { get; init; }

    /// <summary>A certification lapses after so many months; left out: never.</summary>
    public int? ValidMonths { get; init; }

    /// <summary>Whether it is out of the catalogue.</summary>
    public bool Retired { get; init; }

    /// <summary>Completions ever, those of people whose data is gone included.</summary>
    public int Completions { get; init; }
    public int Version { get; init; }

    internal const string Columns =
        "course_id as id, code, title, kind, role, valid_months, retired, (select count(*)::int from "
        + "course_completion p where p.course_id = k.course_id) as completions, version";
}
