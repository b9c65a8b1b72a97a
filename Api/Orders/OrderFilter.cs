using System.Reflection;
using Actors.Api.Http;
using Actors.Api.Products;
using Actors.Orders;
using Microsoft.AspNetCore.Http.Metadata;

namespace Actors.Api.Orders;

/// <summary>Which orders a list shows.</summary>
/// <param name="Statuses">Wire statuses; empty for all.</param>
/// <param name="Queue"><c>processing</c>, <c>manual</c>, or null.</param>
/// <param name="ProductId">The product, or null.</param>
/// <param name="From">Created at or after.</param>
/// <param name="To">Created before.</param>
internal sealed record OrderFilter(
    IReadOnlyList<string> Statuses, string? Queue, string? ProductId, DateTimeOffset? From, DateTimeOffset? To)
    : IBound, IEndpointParameterMetadataProvider
{
    private static readonly RouteFact.Filters Fact = new(
        new("status", "Pending, Succesful or Successful, Need_more_info, Failed; several with commas."),
        new("queue", "processing (the first 60 seconds) or manual (after them)."),
        new("prod_id", "Orders of one product."),
        new("created[gte]", "Created at or after, ISO 8601.", "created_from"),
        new("created[lt]", "Created before, ISO 8601.", "created_to"));

    public Problem? Refusal { get; private init; }

    public static ValueTask<OrderFilter?> BindAsync(HttpContext context, ParameterInfo parameter) => new(Read(context.Request.Query));

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) => builder.Metadata.Add(Fact);

    /// <summary>Narrows the stored states. Pending is two of them, and only the clock tells them apart.</summary>
    public ListQuery Narrow(ListQuery query) => query with
    {
        Parent = ProductId,
        CreatedFrom = From,
        CreatedTo = To,
        Statuses = Queue switch
        {
            // What is stored as manual is no longer processing by any clock; the other way round it may be.
            "processing" => [OrderListStatus.Processing],
            "manual" => [OrderListStatus.Manual, OrderListStatus.Processing],
            _ => [.. Statuses.SelectMany(Stored)],
        },
    };

    public bool Shows(OrderView order, DateTimeOffset now) => Queue switch
    {
        "manual" => order.IsManual(now),
        "processing" => order.IsProcessing(now),
        _ => true,
    };

    private static OrderFilter Read(IQueryCollection query)
    {
        var words = query.Words("status");
        var (from, badFrom) = query.Time("created[gte]", "created_from");
        var (to, badTo) = query.Time("created[lt]", "created_to");
        var filter = new OrderFilter([.. words.Select(StatusWords.Parse).OfType<string>()], query.Text("queue"), query.Text("prod_id"), from, to);
        return filter with
        {
            Refusal = filter switch
            {
                _ when filter.Statuses.Count < words.Count => Problems.Query("status", $"give one of: {StatusWords.All}."),
                { ProductId: { } product } when !ResourceId.Is(ProductSight.Prefix, product) =>
                    Problems.Query("prod_id", "give the id of a product, prod_…"),
                { Queue: not (null or "manual" or "processing") } => Problems.Query("queue", "give manual or processing."),
                { Queue: not null, Statuses: not ([] or [OrderStatus.Pending]) } => Problems.Query("queue", "only orders that are Pending stand in a queue; leave status out."),
                _ => badFrom ?? badTo,
            },
        };
    }

    private static string[] Stored(string status) => status switch
    {
        OrderStatus.Pending => [OrderListStatus.Processing, OrderListStatus.Manual],
        OrderStatus.Successful => [OrderListStatus.Successful],
        OrderStatus.NeedMoreInfo => [OrderListStatus.NeedMoreInfo],
        _ => [OrderListStatus.Failed],
    };
}
