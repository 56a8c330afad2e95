using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;
using Platform.SuccessPlans.Accounts;
using Platform.SuccessPlans.Templates;

namespace Platform.SuccessPlans.Plans;

/// <summary>Opens the account's living plan from a template; one account has one.</summary>
public sealed class PlanOpener(
    OrganisationCalendar day,
    TimeProvider clock,
    StartFromTemplate start,
    PlanProgress progress
)
{
    public async Task<(Guid Id, Problem? Problem)> OpenAsync(
        UnitOfWork work,
        AccountCopy account,
        Guid? templateId,
        DateOnly? startsOn,
        string? summary,
        string by
    )
    {
        var template = templateId is { } chosen
            ? await work.SingleOrDefaultAsync<PlanTemplate>(
                $"{PlanTemplate.Select} where id = @chosen and not retired",
                new { chosen }
            )
            : await work.SingleOrDefaultAsync<PlanTemplate>(
                PlanTemplate.OfAccount,
                new { account.AccountId, account.Size }
            );
        if (template is null)
            return (
                Guid.Empty,
                Problem.Invalid(
                    "templateId",
                    templateId is null
                        ? "there is no template for a segment of the account and no default"
                        : $"there is no template {templateId}"
                )
            );

        var id = Guid.CreateVersion7();
        var from = startsOn ?? day.Today;
        var body = template.Body;
        // One that was kept before templates were checked.
        if (body.Problems() is { Count: > 0 } errors)
            return (
                Guid.Empty,
                Problem.Invalid(
                    "templateId",
                    $"template '{template.Name}' cannot be used: "
                        + $"{string.Join("; ", errors.Select(e => $"{e.Key} {e.Value[0]}"))}"
                )
            );
        var inserted = await work.ExecuteAsync(
            Insert,
            new
            {
                id,
                account.AccountId,
                TemplateId = template.Id,
                // Which segment decided; a template that was named was not chosen by one.
                TemplateSegment = templateId is null ? template.Segment ?? "default" : null,
                Summary = summary ?? body.Summary,
                body.Success3Months,
                body.Success6Months,
                body.Success12Months,
                from,
                Now = clock.GetUtcNow(),
                by,
            }
        );
        if (inserted == 0)
            return (
                Guid.Empty,
                PlanProblems.Exists(
                    account.AccountId,
                    await work.ScalarAsync<Guid>(
                        "select id from plan where account_id = @AccountId and status <> 'closed'",
                        new { account.AccountId }
                    )
                )
            );
        await start.FillAsync(work, id, body, from);
        await work.ExecuteAsync(
            Record,
            new
            {
                id,
                Now = clock.GetUtcNow(),
                by,
                template.Name,
            }
        );
        await progress.PublishAsync(work, account.AccountId);
        return (id, null);
    }

    private const string Insert = """
        insert into plan (id, account_id, template_id, template_segment, status, summary, success_3_months,
            success_6_months, success_12_months, starts_on, version, created_at, created_by)
        values (@id, @AccountId, @TemplateId, @TemplateSegment, 'draft', @Summary, @Success3Months, @Success6Months,
            @Success12Months, @from, 1, @Now, @by)
        on conflict (account_id) where status <> 'closed' do nothing
        """;

    private const string Record = """
        insert into plan_change (plan_id, version, at, by, what, subject_id, after)
            values (@id, 1, @Now, @by, 'plan created', @id, jsonb_build_object('template', @Name))
        """;
}
