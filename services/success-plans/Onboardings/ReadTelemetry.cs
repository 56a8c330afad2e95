using Platform.Contracts.SuccessPlans;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Organisation;
using Platform.SuccessPlans.Telemetry;

namespace Platform.SuccessPlans.Onboardings;

/// <summary>Looks at what open onboardings' customers really do, completes the milestones that usage proves, and
/// notices first value. Doing it again changes nothing.</summary>
internal sealed class ReadTelemetry(
    Database database,
    IFeatureUseClient usage,
    OnboardingChanges changes,
    OrganisationCalendar day
)
{
    private const string ByUsage = "service:success-plans";

    /// <param name="accountId">Null: every open onboarding that waits for usage.</param>
    public async Task RunAsync(Guid? accountId, CancellationToken ct)
    {
        var products = await database.QueryAsync<FirstValueDefinitionView>(ListFirstValueDefinitions.All, null, ct);
        var waiting = await database.QueryAsync<Row>(
            Waiting,
            new { accountId, products = products.Select(p => p.Product).ToArray() },
            ct
        );
        if (waiting.Count == 0)
            return;
        var features = waiting
            .SelectMany(w => w.Features)
            .Concat(products.SelectMany(p => p.Actions))
            .Distinct(StringComparer.Ordinal)
            .ToList();
        var questions = waiting
            .Select(w => new UseQuestion(w.AccountId, w.SignedOn < w.OpenedOn ? w.SignedOn : w.OpenedOn, day.Today))
            .ToList();
        var answers = (await usage.AskAsync(questions, features, ct)).ToDictionary(a => a.AccountId);
        foreach (var onboarding in waiting)
            if (answers.TryGetValue(onboarding.AccountId, out var use))
                await ApplyAsync(onboarding, use, products, ct);
    }

    private async Task ApplyAsync(
        Row onboarding,
        AccountUse use,
        IReadOnlyList<FirstValueDefinitionView> products,
        CancellationToken ct
    )
    {
        var reached = products
            .Where(p => !onboarding.Known.Contains(p.Product))
            .Select(p => FirstValue.Reached(p.Product, p.Actions, use))
            .OfType<FirstValue>()
            .OrderBy(v => v.ReachedOn)
            .ThenBy(v => v.Product, StringComparer.Ordinal)
            .ToList();
        if (use.Whole is null && reached.Count == 0)
            return;
        var met = false;
        await using var work = await database.BeginAsync(ct);
        var state = await changes.ApplyAsync(work, onboarding.OnboardingId, s =>
        {
            if (s.Status != "open")
                return;
            foreach (var milestone in s.Milestones.Where(m => m.IsOpen && m.Telemetry?.IsMet(use) == true))
            {
                var found = use.Of(milestone.Telemetry!.Feature)!;
                milestone.Close(
                    "done",
                    day.Today,
                    ByUsage,
                    $"{found.Events} events by {found.Users} users since {found.FirstDay:yyyy-MM-dd}",
                    byTelemetry: true
                );
                met = true;
            }
        });
        var told = onboarding.Known.Length > 0;
        foreach (var value in reached)
        {
            var days = Math.Max(0, value.ReachedOn.DayNumber - onboarding.SignedOn.DayNumber);
            if (
                await work.ExecuteAsync(
                    Keep,
                    new
                    {
                        onboarding.OnboardingId,
                        value.Product,
                        value.Action,
                        value.ReachedOn,
                        days,
                    }
                ) == 0
            )
                continue;
            met = true;
            // The account's first value is told once, of the product that gave it first; the others' are kept beside
            // it.
            if (!told)
                await work.EnqueueAsync(
                    new FirstValueReached(
                        onboarding.AccountId,
                        onboarding.OnboardingId,
                        value.Action,
                        new DateTimeOffset(value.ReachedOn, TimeOnly.MinValue, TimeSpan.Zero),
                        days
                    ),
                    onboarding.AccountId
                );
            told = true;
        }
        if (met && state is not null)
            await work.CommitAsync();
    }

    private sealed class Row
    {
        public Guid OnboardingId { get; init; }
        public Guid AccountId { get; init; }
        public DateOnly SignedOn { get; init; }
        public DateOnly OpenedOn { get; init; }

        /// <summary>What its open rules ask about.</summary>
        public string[] Features { get; init; } = [];

        /// <summary>Products whose first value was reached.</summary>
        public string[] Known { get; init; } = [];
    }

    private const string Waiting = """
        select o.onboarding_id, o.account_id, o.signed_on, o.opened_on,
               array(select distinct m.rule ->> 'feature' from onboarding_milestone m
                   where m.onboarding_id = o.onboarding_id and m.status = 'open'
                   and m.rule ->> 'feature' is not null) as features,
               array(select product from first_value v where v.onboarding_id = o.onboarding_id) as known
        from onboarding o
        where o.status = 'open' and (@accountId::uuid is null or o.account_id = @accountId)
          and (exists (select from onboarding_milestone m
              where m.onboarding_id = o.onboarding_id and m.status = 'open' and m.rule is not null)
               or exists (select from unnest(@products) as p (product)
                   where product not in (select product from first_value v where v.onboarding_id = o.onboarding_id)))
        order by o.onboarding_id
        """;

    private const string Keep = """
        insert into first_value (onboarding_id, product, action, reached_on, days)
            values (@OnboardingId, @Product, @Action, @ReachedOn, @days) on conflict do nothing
        """;
}
