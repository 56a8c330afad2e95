using MassTransit;
using Platform.Contracts.SuccessPlans;
using Platform.ServiceKit.Messaging;

namespace Platform.Feedback.Waves;

/// <summary>Onboarding is over: its exit survey goes to the account's people, unless they were asked lately.</summary>
public sealed class AskAfterOnboarding(Inbox inbox, WaveOpener opener, TimeProvider clock)
    : IConsumer<OnboardingCompleted>
{
    public Task Consume(ConsumeContext<OnboardingCompleted> context) => inbox.OnceAsync(context, async work =>
        {
            if (await work.SingleOrDefaultAsync<Trigger>(Find) is not { } trigger)
                return;
            var (message, now) = (context.Message, clock.GetUtcNow());
            var plan = new WavePlan(
                trigger.SurveyId,
                $"Onboarding completed {message.CompletedOn:yyyy-MM-dd}",
                trigger.Channel,
                new Audience(AccountIds: [message.AccountId], Roles: trigger.Roles.Length == 0 ? null : trigger.Roles),
                now,
                trigger.AnswerDays,
                RepeatDays: null,
                "service:feedback"
            );
            await opener.PlanAsync(work, plan, now);
            await opener.OpenAsync(work, plan.Id, now);
        });

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
