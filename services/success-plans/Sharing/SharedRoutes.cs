using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;
using Platform.SuccessPlans.Plans;
using Platform.SuccessPlans.Steps;
using Platform.SuccessPlans.Value;

namespace Platform.SuccessPlans.Sharing;

/// <summary>What a customer's link opens: one plan to read, comments, their own steps, the claims to confirm. Nothing
/// else.</summary>
public static class SharedRoutes
{
    private const int NewestComments = 100;
    private const string Html = "text/html; charset=utf-8";

    /// <param name="app">At the root: a page for people has no version.</param>
    public static void MapPage(IEndpointRouteBuilder app)
    {
        var page = app.MapGroup("/shared/plans/{token}").RequireRoles(Roles.Customer).ExcludeFromDescription();
        page.MapGet("/", ShowAsync);
        page.MapGet("/page.css", () => Asset("page.css", "text/css; charset=utf-8"));
        page.MapGet("/page.js", () => Asset("page.js", "text/javascript; charset=utf-8"));
        page.MapGet("/events", LivePlan.StreamAsync).Produces<string>(StatusCodes.Status200OK, "text/event-stream");
        page.MapGet("/proof", ProofAsync);
        page.MapPost("/comments", CommentAsync);
        page.MapPost("/steps/{stepId:guid}/completion", CompleteAsync);
        page.MapPost("/claims/{claimId:guid}/confirmation", ConfirmAsync);
    }

    /// <summary>The same as data, for a page of one's own.</summary>
    public static void MapData(IEndpointRouteBuilder app) =>
        app.MapGet("/v1/shared/plans/{token}", DataAsync)
            .WithName("GetSharedPlan")
            .WithDescription(
                "What the customer with the link sees of their plan. Needs no token: the link is the right."
            )
            .WithTags("Shared plan")
            .RequireRoles(Roles.Customer);

    private static async Task<Results<Ok<SharedView>, ProblemHttpResult>> DataAsync(
        string token,
        HttpRequest request,
        ShareLinkAuthorizer door,
        PlanReader reader,
        Database database,
        CancellationToken ct
    ) =>
        await door.OpenAsync(token, "read", null, request, ct) is { } link
            ? TypedResults.Ok(await ViewAsync(link, reader, database, ct))
            : NoSuchLink().ToResult();

    private static async Task<IResult> ShowAsync(
        string token,
        string? done,
        HttpRequest request,
        ShareLinkAuthorizer door,
        PlanReader reader,
        Database database,
        OrganisationCalendar day,
        CancellationToken ct
    )
    {
        if (await door.OpenAsync(token, "read", null, request, ct) is not { } link)
            return Gone();
        var view = await ViewAsync(link, reader, database, ct);
        return Results.Text(new SharedPage(view, PathOf(token), day, NoticeOf(done)).Render(), Html);
    }

    private static async Task<IResult> ProofAsync(
        string token,
        HttpRequest request,
        ShareLinkAuthorizer door,
        PlanReader reader,
        OrganisationCalendar day,
        CancellationToken ct
    )
    {
        if (await door.OpenAsync(token, "proof", null, request, ct) is not { } link)
            return Gone();
        var plan = (await reader.FindAsync(link.PlanId, ct))!;
        return Results.Text(new ProofPage(Proof.Of(plan, day.Today), day.Current.Zone).Render(), Html);
    }

    private static async Task<IResult> CommentAsync(
        string token,
        HttpRequest request,
        ShareLinkAuthorizer door,
        PlanService desk,
        CancellationToken ct
    )
    {
        if (await door.OpenAsync(token, "comment", null, request, ct) is not { } link)
            return Gone();
        var form = await FormAsync(request, ct);
        var (name, text) = (link.ContactName ?? Field(form, "name", 200), Field(form, "text", 4000));
        if (name is null || text is null)
        {
            await door.RefusedAsync(link, "incomplete", ct);
            return Back(token, "missing", "comments");
        }
        await using var plan = await desk.OpenAsync(link.PlanId, ShareLinkAuthorizer.ActorOf(link), ct);
        var id = Guid.TryParse(form["id"], out var given) ? given : Guid.CreateVersion7();
        await Comments.WriteAsync(plan, id, link.Id, link.ContactId, "customer", name, text);
        await plan.CommitAsync();
        return Back(token, "comment", "comments");
    }

    private static async Task<IResult> CompleteAsync(
        string token,
        Guid stepId,
        HttpRequest request,
        ShareLinkAuthorizer door,
        PlanService desk,
        OrganisationCalendar day,
        CancellationToken ct
    )
    {
        if (await door.OpenAsync(token, "complete step", stepId, request, ct) is not { } link)
            return Gone();
        var form = await FormAsync(request, ct);
        await using var plan = await desk.OpenAsync(link.PlanId, ShareLinkAuthorizer.ActorOf(link), ct);
        // Only the customer's own, and of this plan: any other is not there.
        var problem = await CompleteStep.ApplyAsync(plan, stepId, Field(form, "evidence", 1000), day, step =>
            step.Side == "customer"
        );
        if (problem is not null)
        {
            await plan.DisposeAsync();
            return await RefusedAsync(door, link, problem, ct)
                ?? Back(token, problem.Type == "plans/step-done" ? "step" : "blocked", "tasks");
        }

        await plan.CommitAsync();
        return Back(token, "step", "tasks");
    }

    private static async Task<IResult> ConfirmAsync(
        string token,
        Guid claimId,
        HttpRequest request,
        ShareLinkAuthorizer door,
        PlanService desk,
        CancellationToken ct
    )
    {
        if (await door.OpenAsync(token, "confirm value", claimId, request, ct) is not { } link)
            return Gone();
        var form = await FormAsync(request, ct);
        if ((link.ContactName ?? Field(form, "name", 200)) is not { } name)
        {
            await door.RefusedAsync(link, "incomplete", ct);
            return Back(token, "missing", "value");
        }

        await using var plan = await desk.OpenAsync(link.PlanId, ShareLinkAuthorizer.ActorOf(link), ct);
        var (_, problem) = await Claims.ApplyConfirmationAsync(plan, claimId, name, link.ContactId, "shared_link");
        if (problem is not null)
        {
            await plan.DisposeAsync();
            return await RefusedAsync(door, link, problem, ct) ?? Back(token, "claim", "value");
        }

        await plan.CommitAsync();
        return Back(token, "claim", "value");
    }

    /// <returns>The page that says that nothing is there; null where the plan itself is to be shown again.</returns>
    private static async Task<IResult?> RefusedAsync(
        ShareLinkAuthorizer door,
        OpenLink link,
        Problem problem,
        CancellationToken ct
    )
    {
        var isNotThere = problem.Status == StatusCodes.Status404NotFound;
        await door.RefusedAsync(link, isNotThere ? "not_found" : "not_possible", ct);
        return isNotThere ? Gone() : null;
    }

    private static async Task<SharedView> ViewAsync(
        OpenLink link,
        PlanReader reader,
        Database database,
        CancellationToken ct
    )
    {
        var plan = (await reader.FindAsync(link.PlanId, ct))!;
        var comments = await database.QueryAsync<PlanComment>(
            $"select * from ({PlanComment.Select} where plan_id = @PlanId order by id desc limit "
                + $"{NewestComments}) newest order by id",
            new { link.PlanId },
            ct
        );
        return SharedView.Of(plan, comments, link);
    }

    /// <summary>A form that is no form is an empty one; the gateway bounds its size.</summary>
    private static async Task<IFormCollection> FormAsync(HttpRequest request, CancellationToken ct) =>
        request.HasFormContentType ? await request.ReadFormAsync(ct) : FormCollection.Empty;

    private static string? Field(IFormCollection form, string name, int longest)
    {
        var text = form[name].ToString().Trim();
        return text.Length == 0 ? null : text[..Math.Min(text.Length, longest)];
    }

    private static string PathOf(string token) => $"/shared/plans/{token}";

    /// <summary>See other: a reload of what follows sends nothing again.</summary>
    private static SeeOther Back(string token, string done, string part) => new($"{PathOf(token)}?done={done}#{part}");

    private static string? NoticeOf(string? done) =>
        done switch
        {
            "comment" => "Thank you, your comment is here.",
            "step" => "Thank you, that step is done.",
            "claim" => "Thank you, your confirmation is recorded.",
            "missing" => "Please fill in your name and text.",
            "blocked" => "That step waits for another one, which has to be done first.",
            _ => null,
        };

    private static Problem NoSuchLink() =>
        new(
            "shared/no-such-link",
            StatusCodes.Status404NotFound,
            "This link opens nothing.",
            "It is misspelt, has expired or was taken back. Ask your contact for a new one."
        );

    internal static IResult Gone() =>
        Results.Text(
            """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>This link opens nothing</title>
            <style>body{font:1.05rem/1.6 system-ui,sans-serif;max-width:34rem;margin:15vh auto;padding:0 1.5rem;color:#16202e}</style></head>
            <body><main><h1>This link opens nothing</h1><p>It is misspelt, has expired or was taken back. Please ask your contact for a new one.</p></main></body></html>
            """,
            Html,
            statusCode: StatusCodes.Status404NotFound
        );

    private static IResult Asset(string name, string type)
    {
        using var stream = typeof(SharedRoutes).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return Results.Text(reader.ReadToEnd(), type);
    }

    private sealed class SeeOther(string location) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            httpContext.Response.Headers.Location = location;
            return Task.CompletedTask;
        }
    }
}
