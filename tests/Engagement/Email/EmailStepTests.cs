using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Platform.Engagement.Accounts;
using Platform.Engagement.Steps;

namespace Platform.Engagement.Tests.Email;

/// <summary>The step of playbooks that writes a mail, as the engine calls it.</summary>
public sealed class EmailStepTests(EngagementWithMail engagement) : IClassFixture<EngagementWithMail>
{
    private const string Note = """{"type":"email","template":"value-note","values":{"proof.line":"42 hours saved"}}""";

    [Fact]
    public async Task A_step_writes_once_however_often_it_runs_and_is_refused_when_the_budget_is_used()
    {
        var (account, contact, email) = await engagement.PersonAsync();
        var run = Guid.NewGuid();
        for (var i = 0; i < 3; i++)
            (await RunAsync(run, "first", account, contact, Note)).ShouldBeOfType<StepResult.Done>();
        (await RunAsync(run, "second", account, contact, Note)).ShouldBeOfType<StepResult.Done>();
        var refused = (await RunAsync(run, "third", account, contact, Note)).ShouldBeOfType<StepResult.Refused>();
        refused.NextFreeAt.ShouldNotBeNull();
        var mails = await engagement.Sink.MailsToAsync(email, 2);
        mails.Select(mail => mail.Text("messageId")).Distinct().Count().ShouldBe(2);
        mails.ShouldAllBe(mail => mail.Text("text").Contains("42 hours saved"));
    }

    [Fact]
    public async Task A_value_that_is_not_known_fails_the_step_before_anything_is_written()
    {
        var (account, contact, _) = await engagement.PersonAsync();
        var failed = await RunAsync(
            Guid.NewGuid(),
            "s",
            account,
            contact,
            """{"type":"email","template":"value-note"}"""
        );
        failed.ShouldBeOfType<StepResult.Failed>().Reason.ShouldContain("proof.line is not known");
        (
            await engagement.Database.ScalarAsync<int>(
                "select count(*)::int from touch where account_id = @account",
                new { account }
            )
        ).ShouldBe(0);
    }

    [Fact]
    public async Task What_a_person_approved_is_what_leaves()
    {
        var (account, contact, email) = await engagement.PersonAsync();
        StepDraft approved = new([email], "Edited", "Edited by a person.\n", []);
        await RunAsync(Guid.NewGuid(), "s", account, contact, Note, approved);
        var mail = (await engagement.Sink.MailsToAsync(email, 1)).ShouldHaveSingleItem();
        (mail.Text("subject"), mail.Text("text").Trim()).ShouldBe(("Edited", "Edited by a person."));
        mail.Text("html").ShouldContain("<p>Edited by a person.</p>");
    }

    [Fact]
    public async Task A_role_is_written_to_where_the_run_is_about_the_account_and_nobody_is_an_error()
    {
        var (account, _, email) = await engagement.PersonAsync(roles: ["admin"]);
        const string ToAdmin =
            """{"type":"email","template":"value-note","to":"role:admin","values":{"proof.line":"More"}}""";
        (await RunAsync(Guid.NewGuid(), "s", account, null, ToAdmin)).ShouldBeOfType<StepResult.Done>();
        await engagement.Sink.MailsToAsync(email, 1);
        (
            await RunAsync(Guid.NewGuid(), "s", account, null, ToAdmin.Replace("admin", "champion"))
        ).ShouldBeOfType<StepResult.Failed>();
    }

    [Theory]
    [InlineData("""{"template":"value-nota"}""", "template")]
    [InlineData("""{}""", "template")]
    [InlineData("""{"template":"value-note","to":"everybody"}""", "to")]
    [InlineData("""{"template":"value-note","topic":"weather"}""", "topic")]
    public async Task A_step_that_cannot_be_done_is_refused_when_saved(string step, string field)
    {
        var problems = await Step.CheckAsync(
            Json(step),
            new StepCheckContext(new HashSet<string>(), new Dictionary<string, Rules.RuleAttribute>(), "contact"),
            CancellationToken.None
        );
        problems.Select(problem => problem.Field).ShouldContain(field);
        if (step.Contains("value-nota"))
            problems[0].Near.ShouldNotBeNull().ShouldContain("value-note");
    }

    private IStepHandler Step => engagement.Services.GetServices<IStepHandler>().Single(step => step.Type == "email");

    private async Task<StepResult> RunAsync(
        Guid run,
        string key,
        Guid accountId,
        Guid? contactId,
        string step,
        StepDraft? approved = null
    )
    {
        await using var work = await engagement.Database.BeginAsync();
        var account = (await AccountCopies.FindAsync(work, accountId))!;
        var contact = contactId is { } id ? await AccountCopies.FindContactAsync(work, id) : null;
        var result = await Step.RunAsync(
            new StepRun(
                run,
                Guid.NewGuid(),
                "tests",
                key,
                Json(step),
                account,
                contact,
                null,
                [],
                new Dictionary<string, JsonElement>(),
                "olga",
                0,
                StepWake.First,
                approved,
                engagement.Clock.GetUtcNow()
            ),
            work,
            CancellationToken.None
        );
        await work.CommitAsync();
        return result;
    }

    private static JsonElement Json(string text) => JsonSerializer.Deserialize<JsonElement>(text);
}
