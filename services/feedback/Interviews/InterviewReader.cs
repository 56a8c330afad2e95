using Platform.ServiceKit.Data;

namespace Platform.Feedback.Interviews;

/// <summary>Reads interviews with their themes.</summary>
internal static class InterviewReader
{
    internal static async Task<InterviewResponse?> ReadAsync(Database database, Guid id, CancellationToken ct) =>
        await database.SingleOrDefaultAsync<Row>($"{Select} where i.id = @id", new { id }, ct) is { } row
            ? row.ToResponse((await ThemesAsync(database, [id], ct))[id])
            : null;

    internal static async Task<ILookup<Guid, CodedTheme>> ThemesAsync(
        Database database,
        Guid[] ids,
        CancellationToken ct
    ) =>
        (
            await database.QueryAsync<(Guid Id, string Theme, bool Decisive, string? Quote)>(Themes, new { ids }, ct)
        ).ToLookup(t => t.Id, t => new CodedTheme(t.Theme, t.Decisive, t.Quote));

    internal sealed class Row
    {
        public Guid Id { get; init; }
        public string Kind { get; init; } = "";
        public string Outcome { get; init; } = "";
        public string Conducted { get; init; } = "";
        public string? ThirdParty { get; init; }
        public bool Anonymous { get; init; }
        public Guid? AccountId { get; init; }
        public string? Account { get; init; }
        public Guid? ContactId { get; init; }
        public string? Contact { get; init; }
        public DateOnly HeldOn { get; init; }
        public string Summary { get; init; } = "";
        public string RecordedBy { get; init; } = "";
        public int Version { get; init; }

        public InterviewResponse ToResponse(IEnumerable<CodedTheme> themes) =>
            new(
                Id,
                Kind,
                Outcome,
                Conducted,
                ThirdParty,
                Anonymous,
                AccountId,
                Account,
                ContactId,
                Contact,
                HeldOn,
                Summary,
                [.. themes],
                RecordedBy,
                Version
            );
    }

    internal const string Select = """
        select i.id, i.kind, i.outcome, i.conducted, i.third_party, i.anonymous, i.account_id, a.name as account,
            i.contact_id, c.name as contact, i.held_on, i.summary, i.recorded_by, i.version
        from interview i
        left join account_copy a on a.account_id = i.account_id
        left join contact_copy c on c.contact_id = i.contact_id
        """;

    internal const string Themes =
        "select interview_id as id, theme, decisive, quote from interview_theme where interview_id = any(@ids) "
        + "order by decisive desc, theme";
}
