using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Platform.Engagement.Pages;

/// <summary>Renders a Razor component as a page that needs no script. The framework encodes every value, so that what a
/// person typed cannot become markup.</summary>
public sealed class PageRenderer(IServiceProvider services, ILoggerFactory loggers)
{
    /// <param name="parameters">The component's parameters by name.</param>
    public async Task<ContentHttpResult> RenderAsync<TPage>(
        IDictionary<string, object?> parameters,
        int statusCode = StatusCodes.Status200OK
    )
        where TPage : IComponent
    {
        await using var renderer = new HtmlRenderer(services, loggers);
        var html = await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var page = await renderer.RenderComponentAsync<TPage>(ParameterView.FromDictionary(parameters));
            return page.ToHtmlString();
        });
        return TypedResults.Text(html, "text/html; charset=utf-8", statusCode: statusCode);
    }
}
