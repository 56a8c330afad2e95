using System.Net;
using Platform.SuccessPlans.Tests.Plans;

namespace Platform.SuccessPlans.Tests.Sharing;

/// <summary>A customer's link: given by a plan's CSM, used by someone who has nothing else.</summary>
internal static class SharedLink
{
    public static async Task<(string Path, Guid Id)> LinkAsync(
        this PlanInTest plan,
        Guid? contact = null,
        int? days = null
    )
    {
        var link = await plan.Csm.PostAsync(
            $"{plan.Path}/links",
            new
            {
                label = "For the customer",
                contactId = contact,
                days,
            }
        );
        return (link.Text("path"), link.Id());
    }

    public static async Task<string> PageAsync(this HttpClient customer, string path)
    {
        var answer = await customer.GetAsync(path);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await answer.Content.ReadAsStringAsync();
    }

    public static async Task<HttpResponseMessage> FormAsync(
        this HttpClient customer,
        string path,
        params (string Name, string Value)[] fields
    )
    {
        using var form = new FormUrlEncodedContent(
            fields.Select(f => new KeyValuePair<string, string>(f.Name, f.Value))
        );
        return await customer.PostAsync(path, form);
    }
}
