using System.Text.Json;
using Platform.Contracts;
using Platform.Engagement.Steps;
using Platform.Engagement.Timers;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Engagement.Inbox;

/// <summary>What a person does with an item, one or many.</summary>
public sealed class InboxChanges(RunWaker waker)
{
    /// <exception cref="ProblemException">409 for what another service owns and does itself.</exception>
    public async Task DoneAsync(UnitOfWork work, InboxRow item, Caller caller, string? note)
    {
        if (item.Kind != InboxKinds.Task)
            throw InboxProblems.DoneThere(item.Kind, InboxItemResponse.Of(item, work.Context.Now).Where).ToException();
        await InboxItems.CloseAsync(work, item.SourceKey, caller.Id, note);
        if (item is not { RunId: { } run, Step: { } step })
            return;
        var told = JsonSerializer.SerializeToElement(new { doneBy = caller.Id, note }, ContractJson.Options);
        await waker.WakeAsync(work, run, step, new StepWake("event", told));
    }

    /// <exception cref="ProblemException">400 where the instant has passed.</exception>
    public static Task SnoozeAsync(UnitOfWork work, InboxRow item, DateTimeOffset until)
    {
        if (until <= work.Context.Now || until > work.Context.Now.AddDays(365))
            throw Problem.Invalid("until", "is not within the coming year").ToException();
        return work.ExecuteAsync(
            "update inbox_item set state = 'snoozed', snoozed_until = @until, version = version + 1 where id = @Id",
            new { item.Id, until }
        );
    }

    public static Task ReassignAsync(UnitOfWork work, InboxRow item, string owner) =>
        work.ExecuteAsync(
            "update inbox_item set owner = @owner, follows_csm = false, version = version + 1 where id = @Id",
            new { item.Id, owner }
        );

    public static Task CommentAsync(UnitOfWork work, InboxRow item, string text, Caller caller) =>
        work.ExecuteAsync(
            "insert into inbox_comment (id, item_id, text, by, at) values (@CommentId, @Id, @text, @By, @Now)",
            new
            {
                CommentId = Guid.CreateVersion7(),
                item.Id,
                text,
                By = caller.Id,
                work.Context.Now,
            }
        );
}
