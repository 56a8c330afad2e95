using Platform.Contracts.SuccessPlans;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Messaging;

namespace Platform.Feedback.Waves;

/// <summary>Sends the exit survey to the people of an account whose onboarding is completed, unless they were asked
/// recently.</summary>
public sealed class AskAfterOnboarding(WaveOpener opener, TimeProvider clock) : IEventHandler<OnboardingCompleted>
{
    public async Task HandleAsync(OnboardingCompleted domainEvent, UnitOfWork work, CancellationToken ct)
    {
        if (await work.SingleOrDefaultAsync<Trigger>(Find) is not { } trigger)
            return;
        var now = clock.GetUtcNow();
        var plan = new WavePlan(
            trigger.SurveyId,
            $"Onboarding completed {domainEvent.CompletedOn:yyyy-MM-dd}",
            trigger.Channel,
            new Audience(AccountIds: [domainEvent.AccountId], Roles: trigger.Roles.Length == 0 ? null : trigger.Roles),
            now,
            trigger.AnswerDays,
            RepeatDays: null,
            "service:feedback"
        );
        await opener.PlanAsync(work, plan, now);
        await opener.OpenAsync(work, plan.Id, now, ct);
    }

    private sealed class Trigger
    {
        public Guid SurveyId { get; init; }
        public string[] Roles { get; init; } = [];
        public string Channel { get; init; } = "";
        public int AnswerDays { get; init; }
    }

    private const string Find = """
        select t.survey_id, t.roles, t.channel, t.answer_days from survey_trigger t join survey s on s.id = t.survey_id
        where t.trigger = 'onboarding_completed' and s.status = 'active'
        """;
}
