using System.Text.Json;
using Platform.Accounts.Accounts;
using Platform.Accounts.Activities;
using Platform.Accounts.Audit;
using Platform.Contracts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;

namespace Platform.Accounts.BulkChanges;

/// <summary>Writes the same note at each account.</summary>
internal sealed class LogNoteOperation(ActivityWriter writer, AuditLog audit, RequestContext context) : IBulkOperation
{
    public string Name => "log_note";

    public void Check(StartBulkChangeRequest request, IDictionary<string, string[]> errors)
    {
        if (request.Note is not { } note)
        {
            errors["note"] = ["is required for log_note"];
            return;
        }
        if (string.IsNullOrWhiteSpace(note.Subject) || note.Subject.Length > 500)
            errors["note.subject"] = ["is required, at most 500 characters"];
        if (note.Notes?.Length > 20_000)
            errors["note.notes"] = [$"has {note.Notes.Length} characters; at most 20,000"];
    }

    public async Task<BulkOutcome> ApplyAsync(
        UnitOfWork work,
        Caller caller,
        Guid account,
        StartBulkChangeRequest request
    )
    {
        await AccountReader.LockForChangeAsync(work, caller, account);
        var id = Guid.CreateVersion7();
        var note = new Activity(
            id,
            account,
            "api",
            id.ToString(),
            "note",
            request.Note!.Subject,
            request.Note.Notes,
            context.Now.Kept(),
            false,
            [],
            0
        )
        {
            RecordedBy = caller.Id,
        };
        await writer.SaveAsync(work, [(null, note)]);
        return new BulkOutcome(true, new NoteUndo(id));
    }

    public async Task UndoAsync(UnitOfWork work, Caller caller, Guid account, JsonElement undo)
    {
        var known = undo.Deserialize<NoteUndo>(ContractJson.Options)!;
        await AccountReader.LockAsync(work, [account]);
        var found = await work.SingleOrDefaultAsync<StoredActivity>(
            $"select {StoredActivity.Columns} from activity where id = @ActivityId for update",
            new { known.ActivityId }
        );
        if (found is not { Version: 1 })
            throw BulkProblems.ChangedSince("note").ToException();
        var note = found.ToActivity();
        await writer.DeleteAsync(work, note);
        await audit.WriteAsync(
            work,
            new AuditEntry("deleted", "activity", note.Id, account, note, null, Version: note.Version + 1)
        );
    }

    private sealed record NoteUndo(Guid ActivityId);
}
