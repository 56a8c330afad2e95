using Platform.ServiceDefaults;
using Platform.ServiceKit.Data;

namespace Platform.SuccessPlans.Onboardings;

/// <summary>Writes the templates that every installation begins with, once.</summary>
internal sealed class SeedTemplates(Database database, TimeProvider clock, ILogger<SeedTemplates> logger)
    : PeriodicBackgroundService(TimeSpan.FromSeconds(5), logger)
{
    protected override async Task TurnAsync(CancellationToken ct)
    {
        foreach (var (segment, template) in DefaultTemplates.BySegment)
            await database.ExecuteAsync(
                Insert,
                new
                {
                    Id = Guid.CreateVersion7(),
                    segment,
                    Definition = template.ToJson(),
                    Now = clock.GetUtcNow(),
                },
                ct
            );
    }

    protected override Task RestAsync(CancellationToken ct) => ForeverAsync(ct);

    private const string Insert = """
        insert into onboarding_template (template_id, segment, version, definition, created_by, created_at)
        values (@Id, @segment, 1, @Definition::jsonb, 'service:success-plans', @Now) on conflict do nothing
        """;
}
