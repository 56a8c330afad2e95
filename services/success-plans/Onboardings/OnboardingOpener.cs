using System.Text.Json;
using Microsoft.Extensions.Options;
using Platform.Contracts;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Organisation;
using Platform.SuccessPlans.Accounts;

namespace Platform.SuccessPlans.Onboardings;

/// <summary>Makes an onboarding from the newest template of the first segment that the account is in.</summary>
internal sealed class OnboardingOpener(OrganisationCalendar day, IOptions<OnboardingOptions> options)
{
    /// <returns>Null where the account has an open one, or the contract opened one before.</returns>
    public async Task<Guid?> OpenAsync(UnitOfWork work, AccountCopy account, Guid? contractId, DateOnly signedOn)
    {
        var id = Guid.CreateVersion7();
        var (templateId, template, segment) = await TemplateAsync(work, account.AccountId, account.Size);
        var dueOn = template
            .Stages.SelectMany(s => s.Milestones)
            .ToDictionary(m => m.Key, m => day.Current.Add(signedOn, m.DueInBusinessDays));
        var plannedEnd = dueOn.Values.Max();
        var inserted = await work.ExecuteAsync(
            Insert,
            new
            {
                id,
                account.AccountId,
                contractId,
                templateId,
                segment,
                signedOn,
                day.Today,
                plannedEnd,
                Stage = template.Stages[0].Name,
            }
        );
        if (inserted == 0)
            return null;
        await PlanAsync(work, id, account.AccountId, account.Size, signedOn, day.Today, template);
        return id;
    }

    /// <summary>Stages, milestones and check-ins as the template has them.</summary>
    public async Task PlanAsync(
        UnitOfWork work,
        Guid id,
        Guid accountId,
        string? size,
        DateOnly signedOn,
        DateOnly openedOn,
        TemplateDefinition template
    )
    {
        var stages = template.Stages.Select((s, no) => (Stage: s, No: no)).ToList();
        await work.ExecuteAsync(
            InsertStages,
            new
            {
                id,
                Names = stages.Select(s => s.Stage.Name).ToArray(),
                openedOn,
            }
        );
        var position = 0;
        foreach (var (stage, no) in stages)
        foreach (var m in stage.Milestones)
            await work.ExecuteAsync(
                InsertMilestone,
                new
                {
                    MilestoneId = Guid.CreateVersion7(),
                    id,
                    accountId,
                    no,
                    position = position++,
                    m.Key,
                    m.Name,
                    m.Side,
                    m.OwnerRole,
                    m.Track,
                    DueOn = day.Current.Add(signedOn, m.DueInBusinessDays),
                    Rule = m.Telemetry is null ? null : JsonSerializer.Serialize(m.Telemetry, ContractJson.Options),
                }
            );
        var plannedEnd = template
            .Stages.SelectMany(s => s.Milestones)
            .Max(m => day.Current.Add(signedOn, m.DueInBusinessDays));
        foreach (var checkIn in CheckInPlan.Of(signedOn, openedOn, plannedEnd, size, day.Current, options.Value))
            await work.ExecuteAsync(
                "insert into onboarding_check_in (check_in_id, onboarding_id, kind, due_on) values (@CheckInId, "
                    + "@id, @Kind, @DueOn)",
                new
                {
                    CheckInId = Guid.CreateVersion7(),
                    id,
                    checkIn.Kind,
                    checkIn.DueOn,
                }
            );
    }

    /// <summary>The newest template of the first segment that the account is in; the default where it is in
    /// none.</summary>
    public static async Task<(Guid Id, TemplateDefinition Definition, string Segment)> TemplateAsync(
        UnitOfWork work,
        Guid accountId,
        string? size
    )
    {
        var row = await work.SingleOrDefaultAsync<TemplateRow>(
            OfAccount,
            new
            {
                accountId,
                size,
                Default = DefaultTemplates.WithoutSegment,
            }
        ) ?? throw new InvalidOperationException("There is no onboarding template; SeedTemplates has not run.");
        return (row.TemplateId, TemplateDefinition.Parse(row.Definition), row.Segment);
    }

    private sealed class TemplateRow
    {
        public Guid TemplateId { get; init; }
        public string Definition { get; init; } = "";
        public string Segment { get; init; } = "";
    }

    private const string OfAccount = $"""
        select template_id, definition, segment from onboarding_template t
        where version = (select max(version) from onboarding_template n where n.segment = t.segment)
            and (segment = @Default or {AccountSegments.HasAccount})
        order by segment = @Default, rank, segment limit 1
        """;

    private const string Insert = """
        insert into onboarding (onboarding_id, account_id, contract_id, template_id, segment, status, signed_on,
            opened_on, planned_end, stage, stage_since, progressed_on, version)
        values (@id, @AccountId, @contractId, @templateId, @segment, 'open', @signedOn, @Today, @plannedEnd, @Stage,
            @Today, @Today, 1)
        on conflict do nothing
        """;

    private const string InsertStages = """
        insert into onboarding_stage (onboarding_id, stage_no, name, entered_on)
        select @id, no - 1, name, case no when 1 then @openedOn::date end
            from unnest(@Names) with ordinality as s (name, no)
        """;

    private const string InsertMilestone = """
        insert into onboarding_milestone (milestone_id, onboarding_id, account_id, stage_no, position, key, name, side,
            owner_role, track, due_on, rule, status, version)
        values (@MilestoneId, @id, @accountId, @no, @position, @Key, @Name, @Side, @OwnerRole, @Track, @DueOn,
            @Rule::jsonb, 'open', 1)
        """;
}
