/**
 * Operators of the domain `ai.onnx.ml` but for trees (`trees.ts`): features, labels and linear models.
 *
 * Not here: maps as values (ZipMap, DictVectorizer, CastMap) and support vector machines, which are refused.
 */
import { constantOf, type Dimension, one, size } from "../graph/dimension.ts";
import { apply, cast, type Expression, literal, load, sizeValue } from "../graph/expression.ts";
import type { Tensor } from "../graph/graph.ts";
import { isFloat } from "../graph/arithmetic.ts";
import { type ElementType, fromElements, readElements, type TensorData, tensorOfStrings } from "../tensor-data.ts";
import { isInteger, numbers } from "./element-types.ts";
import { absolute, both, choose, divide, either, equal, less, multiply, number, sqrt, subtract } from "./formula.ts";
import { gather } from "./indexing.ts";
import { mayBeEqual } from "./movement.ts";
import type { Operator, OperatorNode, OperatorTable } from "./operator-node.ts";
import { classLabels, labelsOfGreatest, postTransform } from "./post-transforms.ts";
import { matmul } from "./products.ts";
import { reduceOver } from "./reductions.ts";
import { castTensor, concat, pointwise, printShape, reshape, transpose, unsqueeze } from "./shaping.ts";
import { trees } from "./trees.ts";

export const learned: OperatorTable = {
  ...trees,
  ArrayFeatureExtractor: (node) => {
    const tensor = node.input(0);
    const rows = tensor.shape.length === 1 ? unsqueeze(node.builder, tensor, [0]) : tensor;
    const places = node.input(1);
    const count = places.shape.reduce((all, each) => (constantOf(all) === 1 ? each : all), one);
    return gather(node, rows, reshape(node.builder, places, [count]), -1);
  },
  Binarizer: (node) => {
    const threshold = node.float("threshold", 0);
    return pointwise(node.builder, [numbers(node, 0)], (x) => {
      const element = x as Expression;
      const isAbove = isFloat(element.type) ? less(threshold, element) : less(threshold, cast(element, "float64"));
      return choose(isAbove, number(element.type, 1), number(element.type, 0));
    });
  },
  LabelEncoder: labelEncoder,
  CategoryMapper: (node) => {
    const texts = node.textList("cats_strings") ?? [];
    const keys = ofIntegers(node.integerList("cats_int64s") ?? []);
    const isText = node.input(0).elementType === "string";
    const [from, to] = isText ? [ofTexts(texts), keys] : [keys, ofTexts(texts)];
    const otherwise = isText
      ? literal("int64", node.integer("default_int64", -1))
      : literal("string", node.text("default_string", "_Unused"));
    return lookUp(node, node.input(0), from, to, otherwise);
  },
  Normalizer: (node) => {
    const tensor = castTensor(node.builder, numbers(node, 0), "float32");
    const mode = node.text("norm", "MAX");
    const last = [tensor.shape.length - 1];
    if (tensor.shape.length === 0) node.fail("a scalar cannot be normalised");
    if (mode !== "MAX" && mode !== "L1" && mode !== "L2") node.fail(`norm "${mode}" is not known`);
    const { builder } = node;
    const sizes =
      mode === "MAX"
        ? reduceOver(builder, "maximum", tensor, last, true)
        : reduceOver(builder, "sum", tensor, last, true, (x) => (mode === "L1" ? absolute(x) : multiply(x, x)));
    return pointwise(builder, [tensor, sizes], (x, s) => {
      const divisor = mode === "L2" ? sqrt(s as Expression) : (s as Expression);
      return choose(equal(divisor, 0), x as Expression, divide(x as Expression, divisor));
    });
  },
  Scaler: (node) => {
    const tensor = castTensor(node.builder, numbers(node, 0), "float32");
    const [offset, scale] = [featureVector(node, tensor, "offset", 0), featureVector(node, tensor, "scale", 1)];
    return pointwise(node.builder, [tensor, offset, scale], (x, o, s) =>
      multiply(subtract(x as Expression, o as Expression), s as Expression),
    );
  },
  Imputer: (node) => {
    const tensor = numbers(node, 0);
    const isWhole = isInteger(tensor.elementType);
    const values = isWhole ? node.integerList("imputed_value_int64s") : node.floatList("imputed_value_floats");
    if (values === undefined) return node.fail(`imputed values for elements of type ${tensor.elementType} are missing`);
    const replaced = isWhole ? node.integer("replaced_value_int64", 0) : node.float("replaced_value_float", 0);
    const row = castTensor(node.builder, vector(node, tensor, isWhole ? ofIntegers(values) : ofFloats(values)), tensor.elementType);
    return pointwise(node.builder, [tensor, row], (x, value) => {
      const element = x as Expression;
      const isMissing = Number.isNaN(replaced) ? apply("is_nan", element) : equal(element, replaced);
      return choose(isMissing, value as Expression, element);
    });
  },
  FeatureVectorizer: (node) => {
    const parts = node.inputs().map((tensor) => {
      const rows = tensor.shape.length === 1 ? unsqueeze(node.builder, tensor, [0]) : tensor;
      if (rows.shape.length !== 2) node.fail(`an input has shape ${printShape(tensor.shape)}, but [N, C] or [C] is needed`);
      return castTensor(node.builder, rows, "float32");
    });
    const [first] = parts;
    if (first === undefined) return node.fail("it has no inputs");
    for (const { shape } of parts)
      if (!mayBeEqual(shape[0] as Dimension, first.shape[0] as Dimension)) node.fail("the inputs have different numbers of rows");
    return concat(node.builder, parts, 1);
  },
  OneHotEncoder: (node) => {
    const texts = node.textList("cats_strings");
    const given = node.input(0);
    const categories =
      texts === undefined ? ofIntegers(node.integerList("cats_int64s") ?? node.fail("it has no categories")) : ofTexts(texts);
    const tensor = texts === undefined ? castTensor(node.builder, given, "int64") : given;
    if (tensor.elementType !== categories.elementType)
      node.fail(`elements of type ${given.elementType} have no categories of type ${categories.elementType}`);
    if (node.integer("zeros", 1) === 0) node.fail("zeros = 0 (an error for elements of no category) is not supported");
    const keys = node.builder.constant(categories);
    return node.builder.map([...tensor.shape, keys.shape[0] as Dimension], (index) => {
      const isHere = equal(load(tensor, index.slice(0, -1)), load(keys, index.slice(-1)));
      return choose(isHere, number("float32", 1), number("float32", 0));
    });
  },
  LinearRegressor: (node) => postTransform(node, linear(node, node.integer("targets", 1)), node.text("post_transform", "NONE")),
  LinearClassifier: (node) => {
    const labels = classLabels(node);
    const count = constantOf(labels.shape[0] as Dimension) as number;
    const scores = linear(node, count);
    return [labelsOfGreatest(node.builder, scores, labels), postTransform(node, scores, node.text("post_transform", "NONE"))];
  },
  ZipMap: refused("maps are not supported as values of a model: leave the operator out and take its input"),
  DictVectorizer: refused("maps are not supported as values of a model"),
  CastMap: refused("maps are not supported as values of a model"),
  SVMClassifier: refused("support vector machines are not supported"),
  SVMRegressor: refused("support vector machines are not supported"),
};

function refused(why: string): Operator {
  return (node) => node.fail(why);
}

function ofIntegers(values: readonly number[]): TensorData {
  return fromElements("int64", [values.length], values);
}

function ofFloats(values: readonly number[]): TensorData {
  return fromElements("float32", [values.length], values);
}

function ofTexts(values: readonly string[]): TensorData {
  return tensorOfStrings([values.length], values);
}

/** One value for each feature, or one for all. */
function featureVector(node: OperatorNode, tensor: Tensor, name: string, otherwise: number): Tensor {
  return vector(node, tensor, ofFloats(node.floatList(name) ?? [otherwise]));
}

function vector(node: OperatorNode, tensor: Tensor, data: TensorData): Tensor {
  const features = tensor.shape.at(-1) ?? one;
  const count = data.shape[0] as number;
  if (count !== 1 && !mayBeEqual(size(count), features)) node.fail(`${count} values for ${features.key} features`);
  return node.builder.constant(data);
}

function labelEncoder(node: OperatorNode): Tensor {
  const tensor = node.input(0);
  const classes = node.textList("classes_strings");
  if (classes !== undefined) {
    const places = ofIntegers(classes.map((_, at) => at));
    const isText = tensor.elementType === "string";
    const otherwise = isText
      ? literal("int64", node.integer("default_int64", -1))
      : literal("string", node.text("default_string", "_Unused"));
    return isText ? lookUp(node, tensor, ofTexts(classes), places, otherwise) : lookUp(node, tensor, places, ofTexts(classes), otherwise);
  }
  const values = side(node, "values");
  return lookUp(node, tensor, side(node, "keys"), values, defaultLabel(node, values.elementType));
}

function side(node: OperatorNode, name: "keys" | "values"): TensorData {
  const tensor = node.tensorAttribute(`${name}_tensor`);
  if (tensor !== undefined) return { ...tensor, shape: [tensor.shape.reduce((all, each) => all * each, 1)] };
  const texts = node.textList(`${name}_strings`);
  if (texts !== undefined) return ofTexts(texts);
  const whole = node.integerList(`${name}_int64s`);
  if (whole !== undefined) return ofIntegers(whole);
  return ofFloats(node.floatList(`${name}_floats`) ?? node.fail(`it has no ${name}`));
}

function defaultLabel(node: OperatorNode, type: ElementType): Expression {
  const tensor = node.tensorAttribute("default_tensor");
  if (tensor !== undefined) {
    if (tensor.elementType !== type) node.fail(`default_tensor is of type ${tensor.elementType}, but the values are ${type}`);
    return literal(type, (readElements(tensor)[0] as number) ?? node.fail("default_tensor is empty"));
  }
  if (type === "string") return literal(type, node.text("default_string", "_Unused"));
  return isFloat(type) ? number(type, node.float("default_float", -0)) : literal(type, node.integer("default_int64", -1));
}

/** For each element the value of the last key that equals it (NaN equals NaN). */
function lookUp(node: OperatorNode, tensor: Tensor, keyData: TensorData, valueData: TensorData, otherwise: Expression): Tensor {
  const { builder } = node;
  if (keyData.shape[0] !== valueData.shape[0]) node.fail(`there are ${keyData.shape[0]} keys and ${valueData.shape[0]} values`);
  if (tensor.elementType !== keyData.elementType) node.fail(`the input is ${tensor.elementType}, but the keys are ${keyData.elementType}`);
  const [keys, values] = [builder.constant(keyData), builder.constant(valueData)];
  const found = builder.reduce("maximum", tensor.shape, keys.shape, (index, [at]) => {
    const [element, key] = [load(tensor, index), load(keys, [at as Expression])];
    const isEqual = equal(element, key);
    const isHere = isFloat(element.type) ? either(isEqual, both(apply("is_nan", element), apply("is_nan", key))) : isEqual;
    return choose(isHere, cast(apply("add", at as Expression, sizeValue(1)), "int64"), literal("int64", 0));
  });
  return builder.map(tensor.shape, (index) => {
    const place = cast(load(found, index), "index");
    return choose(less(0, place), load(values, [subtract(place, 1)]), otherwise);
  });
}

/** [N, targets] */
function linear(node: OperatorNode, targets: number): Tensor {
  const { builder } = node;
  const given = castTensor(builder, numbers(node, 0), "float32");
  const rows = given.shape.length === 1 ? unsqueeze(builder, given, [0]) : given;
  if (rows.shape.length !== 2) node.fail(`the input should be [N, C] or [C], but its shape is ${printShape(given.shape)}`);
  const coefficients = node.floatList("coefficients") ?? node.fail("coefficients are missing");
  const intercepts = node.floatList("intercepts");
  const features = coefficients.length / targets;
  if (targets < 1 || !Number.isInteger(features)) node.fail(`${coefficients.length} coefficients for ${targets} results`);
  if (!mayBeEqual(rows.shape[1] as Dimension, size(features)))
    node.fail(`${features} coefficients for each result, but the input has ${rows.shape[1]?.key} features`);
  if (intercepts !== undefined && intercepts.length !== targets) node.fail(`${intercepts.length} intercepts for ${targets} results`);
  const weights = builder.constant(fromElements("float32", [targets, features], coefficients));
  const products = matmul(builder, rows, transpose(builder, weights, [1, 0]));
  if (intercepts === undefined) return products;
  return pointwise(builder, [products, builder.constant(ofFloats(intercepts))], (x, y) => apply("add", x as Expression, y as Expression));
}
