using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Platform.Contracts;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;

namespace Platform.Feedback.Interviews;

public static class GetInterviews
{
    public static void Map(IEndpointRouteBuilder interviews)
    {
        interviews.MapGet("/", ListAsync).WithName("ListInterviews").WithDescription("Win, loss and churn interviews.");
        interviews
            .MapGet("/{id:guid}", GetAsync)
            .WithName("GetInterview")
            .WithDescription("One interview with its themes.");
        interviews.MapGet("/summary", SummariseAsync).WithName("SummariseInterviews");
    }

    private static async Task<Page<InterviewResponse>> ListAsync(
        string? kind,
        string? outcome,
        string? theme,
        Guid? accountId,
        PageRequest page,
        Database database,
        CancellationToken ct
    )
    {
        var after = Cursor.Read<After>(page.Cursor)?.Id;
        var rows = await database.QueryAsync<Row>(
            $"{Select} {Filter}",
            new
            {
                kind,
                outcome,
                theme,
                accountId,
                after,
                Limit = page.Limit + 1,
            },
            ct
        );
        var themes = await ThemesAsync(database, [.. rows.Select(r => r.Id)], ct);
        return Page<InterviewResponse>.From(rows, page.Limit, r => r.ToResponse(themes[r.Id]), r => new After(r.Id));
    }

    private static async Task<Results<Ok<InterviewResponse>, ProblemHttpResult>> GetAsync(
        Guid id,
        HttpResponse response,
        Database database,
        CancellationToken ct
    )
    {
        if (await ReadAsync(database, id, ct) is not { } interview)
            return Problem.NotFound("interview", id).ToResult();
        response.SetETag(interview.Version);
        return TypedResults.Ok(interview);
    }

    /// <summary>By reason, the most frequent first: the codes are those of the churn reasons in the renewals
    /// service.</summary>
    private static async Task<IReadOnlyList<ThemeSummary>> SummariseAsync(
        string? kind,
        DateOnly? from,
        DateOnly? to,
        Database database,
        IOptions<OrganisationOptions> organisation,
        CancellationToken ct
    )
    {
        var rows = await database.QueryAsync<SummaryRow>(
            Summary,
            new
            {
                kind,
                from,
                to,
            },
            ct
        );
        return
        [
            .. rows.Select(r => new ThemeSummary(
                r.Theme,
                r.Description,
                r.Interviews,
                decimal.Round((decimal)r.Interviews / r.Looked, 4),
                r.Decisive,
                r.Lost,
                r.Won,
                new Money(r.Arr, organisation.Value.ReportingCurrency),
                r.Quotes ?? []
            )),
        ];
    }

    internal static async Task<InterviewResponse?> ReadAsync(Database database, Guid id, CancellationToken ct) =>
        await database.SingleOrDefaultAsync<Row>($"{Select} where i.id = @id", new { id }, ct) is { } row
            ? row.ToResponse((await ThemesAsync(database, [id], ct))[id])
            : null;

    private static async Task<ILookup<Guid, CodedTheme>> ThemesAsync(
        Database database,
        Guid[] ids,
        CancellationToken ct
    ) =>
        (
            await database.QueryAsync<(Guid Id, string Theme, bool Decisive, string? Quote)>(Themes, new { ids }, ct)
        ).ToLookup(t => t.Id, t => new CodedTheme(t.Theme, t.Decisive, t.Quote));

    private sealed record After(Guid Id);

    private sealed class Row
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

    private sealed class SummaryRow
    {
        public string Theme { get; init; } = "";
        public string Description { get; init; } = "";
        public int Interviews { get; init; }
        public int Looked { get; init; }
        public int Decisive { get; init; }
        public int Lost { get; init; }
        public int Won { get; init; }
        public decimal Arr { get; init; }
        public string[]? Quotes { get; init; }
    }

    private const string Select = """
        select i.id, i.kind, i.outcome, i.conducted, i.third_party, i.anonymous, i.account_id, a.name as account,
            i.contact_id, c.name as contact, i.held_on, i.summary, i.recorded_by, i.version
        from interview i
        left join account_copy a on a.account_id = i.account_id
        left join contact_copy c on c.contact_id = i.contact_id
        """;

    private const string Filter = """
        where (@kind::text is null or i.kind = @kind) and (@outcome::text is null or i.outcome = @outcome)
            and (@accountId::uuid is null or i.account_id = @accountId)
          and (@theme::text is null or exists (select from interview_theme t
              where t.interview_id = i.id and t.theme = @theme)) and (@after::uuid is null or i.id > @after)
        order by i.id limit @Limit
        """;

    private const string Themes =
        "select interview_id as id, theme, decisive, quote from interview_theme where interview_id = any(@ids) "
        + "order by decisive desc, theme";

    private const string Summary = """
        with looked as (
            select * from interview where (@kind::text is null or kind = @kind)
                and (@from::date is null or held_on >= @from::date) and (@to::date is null or held_on <= @to::date)
        )
        select t.theme, max(d.description) as description, count(*)::int as interviews, (select count(*)::int
            from looked) as looked, (count(*) filter (where t.decisive))::int as decisive,
               (count(*) filter (where l.outcome in ('lost', 'churned')))::int as lost,
                   (count(*) filter (where l.outcome in ('won', 'retained')))::int as won,
               coalesce((select sum(r.arr) from account_revenue r
                   where r.account_id = any(array_agg(l.account_id))), 0) as arr,
               (array_agg(t.quote order by l.held_on desc) filter (where t.quote is not null))[1:3] as quotes
        from looked l
        join interview_theme t on t.interview_id = l.id
        join theme d on d.code = t.theme
        group by t.theme
        order by interviews desc, decisive desc, t.theme
        """;
}
